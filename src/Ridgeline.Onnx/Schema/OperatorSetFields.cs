namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>OperatorSetIdProto</c>.</summary>
internal static class OperatorSetFields
{
    public const int Domain = 1;
    public const int Version = 2;
}
