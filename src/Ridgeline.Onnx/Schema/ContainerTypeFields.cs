namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>TypeProto.Sequence</c> and <c>TypeProto.Optional</c>.</summary>
internal static class ContainerTypeFields
{
    public const int ElemType = 1;
}
