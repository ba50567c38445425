namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>SparseTensorProto</c>.</summary>
internal static class SparseTensorFields
{
    public const int Values = 1;
    public const int Indices = 2;
    public const int Dims = 3;
}
