namespace Ridgeline.Onnx.Wire;

/// <summary>How a field's content is laid out: the low three bits of its tag.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    // 3 and 4 were groups, which no ONNX file has.
    Fixed32 = 5,
}
