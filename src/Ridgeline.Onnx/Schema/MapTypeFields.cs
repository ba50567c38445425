namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>TypeProto.Map</c>.</summary>
internal static class MapTypeFields
{
    public const int KeyType = 1;
    public const int ValueType = 2;
}
