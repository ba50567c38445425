namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>SequenceProto</c>.</summary>
internal static class SequenceFields
{
    public const int TensorValues = 3;
    public const int SequenceValues = 5;
    public const int OptionalValues = 7;
}
