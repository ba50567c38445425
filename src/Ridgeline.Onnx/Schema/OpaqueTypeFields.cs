namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>TypeProto.Opaque</c>.</summary>
internal static class OpaqueTypeFields
{
    public const int Domain = 1;
    public const int Name = 2;
}
