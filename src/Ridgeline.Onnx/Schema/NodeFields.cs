namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>NodeProto</c>.</summary>
internal static class NodeFields
{
    public const int Input = 1;
    public const int Output = 2;
    public const int Name = 3;
    public const int OpType = 4;
    public const int Attribute = 5;
    public const int DocString = 6;
    public const int Domain = 7;
    public const int Overload = 8;
    public const int MetadataProps = 9;
    public const int DeviceConfigurations = 10;
}
