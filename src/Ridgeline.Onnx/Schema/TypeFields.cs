namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>TypeProto</c>.</summary>
internal static class TypeFields
{
    public const int TensorType = 1;
    public const int SequenceType = 4;
    public const int MapType = 5;
    public const int Denotation = 6;
    public const int OpaqueType = 7;
    public const int SparseTensorType = 8;
    public const int OptionalType = 9;
}
