namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>TensorShapeProto.Dimension</c>.</summary>
internal static class DimensionFields
{
    public const int DimValue = 1;
    public const int DimParam = 2;
    public const int Denotation = 3;
}
