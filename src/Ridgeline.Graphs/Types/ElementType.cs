namespace Ridgeline.Graphs;

/// <summary>The type of a tensor's elements. The numbers are those of ONNX's <c>TensorProto.DataType</c>.</summary>
public enum ElementType
{
    /// <summary>Not stated, or not known.</summary>
    Undefined = 0,
    /// <summary>IEEE 754 binary32.</summary>
    Float = 1,
    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8 = 2,
    /// <summary>Signed 8-bit integer.</summary>
    Int8 = 3,
    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 4,
    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 5,
    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 6,
    /// <summary>Signed 64-bit integer.</summary>
    Int64 = 7,
    /// <summary>UTF-8 text of any length.</summary>
    String = 8,
    /// <summary>Truth value, one byte.</summary>
    Bool = 9,
    /// <summary>IEEE 754 binary16.</summary>
    Float16 = 10,
    /// <summary>IEEE 754 binary64.</summary>
    Double = 11,
    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32 = 12,
    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64 = 13,
    /// <summary>Two binary32: real, imaginary.</summary>
    Complex64 = 14,
    /// <summary>Two binary64: real, imaginary.</summary>
    Complex128 = 15,
    /// <summary>The upper half of a binary32: 8 bits of exponent, 7 of fraction.</summary>
    BFloat16 = 16,
    /// <summary>Float8, 4 bits of exponent, 3 of fraction, finite values and NaN.</summary>
    Float8E4M3FN = 17,
    /// <summary>Float8, 4 and 3, finite, no negative zero.</summary>
    Float8E4M3FNUZ = 18,
    /// <summary>Float8, 5 bits of exponent, 2 of fraction, with infinities.</summary>
    Float8E5M2 = 19,
    /// <summary>Float8, 5 and 2, finite, no negative zero.</summary>
    Float8E5M2FNUZ = 20,
    /// <summary>Unsigned 4-bit integer, two a byte, low half first.</summary>
    UInt4 = 21,
    /// <summary>Signed 4-bit integer, two a byte, low half first.</summary>
    Int4 = 22,
    /// <summary>Float4, 2 bits of exponent, 1 of fraction, two a byte.</summary>
    Float4E2M1 = 23,
    /// <summary>A power of two as an 8-bit exponent (the scale of microscaling formats).</summary>
    Float8E8M0 = 24,
    /// <summary>Unsigned 2-bit integer, four a byte.</summary>
    UInt2 = 25,
    /// <summary>Signed 2-bit integer, four a byte.</summary>
    Int2 = 26,
}
