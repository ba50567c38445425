namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>ValueInfoProto</c>.</summary>
internal static class ValueInfoFields
{
    public const int Name = 1;
    public const int Type = 2;
    public const int DocString = 3;
    public const int MetadataProps = 4;
}
