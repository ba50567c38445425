namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>OptionalProto</c>.</summary>
internal static class OptionalFields
{
    public const int Tensor = 3;
    public const int Sequence = 5;
    public const int Optional = 7;
}
