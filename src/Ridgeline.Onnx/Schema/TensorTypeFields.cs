namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>TypeProto.Tensor</c> and <c>TypeProto.SparseTensor</c>.</summary>
internal static class TensorTypeFields
{
    public const int ElemType = 1;
    public const int Shape = 2;
}
