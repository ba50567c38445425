namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>TensorShapeProto</c>.</summary>
internal static class ShapeFields
{
    public const int Dim = 1;
}
