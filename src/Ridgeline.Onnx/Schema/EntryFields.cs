namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>StringStringEntryProto</c>.</summary>
internal static class EntryFields
{
    public const int Key = 1;
    public const int Value = 2;
}
