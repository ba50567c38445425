using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ridgeline.Graphs;

namespace Ridgeline.Inputs;

/// <summary>Numbers as the bytes of a type.</summary>
internal static class RealElements
{
    /// <summary>The bytes of numbers; whole types round and clamp.</summary>
    /// <exception cref="InputProblem">The type is none of numbers of whole bytes.</exception>
    public static byte[] Bytes<T>(ReadOnlySpan<T> values, ElementType element)
        where T : struct, System.Numerics.INumber<T>
    {
        var width = element.BitWidth() / 8;
        var bytes = new byte[values.Length * Math.Max(1, width)];
        for (var i = 0; i < values.Length; i++) Write(bytes.AsSpan(i * width), double.CreateChecked(values[i]), element);
        return bytes;
    }

    /// <inheritdoc cref="Bytes{T}(ReadOnlySpan{T}, ElementType)"/>
    public static byte[] Bytes(float[] values, ElementType element)
        => element == ElementType.Float ? MemoryMarshal.AsBytes(values.AsSpan()).ToArray() : Bytes<float>(values, element);

    /// <summary>Writes one number.</summary>
    public static void Write(Span<byte> to, double value, ElementType element)
    {
        switch (element)
        {
            case ElementType.Float: BinaryPrimitives.WriteSingleLittleEndian(to, (float)value); break;
            case ElementType.Double: BinaryPrimitives.WriteDoubleLittleEndian(to, value); break;
            case ElementType.Float16: BinaryPrimitives.WriteHalfLittleEndian(to, (Half)value); break;
            case ElementType.BFloat16: BinaryPrimitives.WriteUInt16LittleEndian(to, Upper((float)value)); break;
            case ElementType.Bool: to[0] = value != 0 ? (byte)1 : (byte)0; break;
            case ElementType.UInt8: to[0] = (byte)Math.Clamp(Math.Round(value), byte.MinValue, byte.MaxValue); break;
            case ElementType.Int8: to[0] = (byte)(sbyte)Math.Clamp(Math.Round(value), sbyte.MinValue, sbyte.MaxValue); break;
            case ElementType.UInt16: BinaryPrimitives.WriteUInt16LittleEndian(to, ushort.CreateSaturating(Math.Round(value))); break;
            case ElementType.Int16: BinaryPrimitives.WriteInt16LittleEndian(to, short.CreateSaturating(Math.Round(value))); break;
            case ElementType.UInt32: BinaryPrimitives.WriteUInt32LittleEndian(to, uint.CreateSaturating(Math.Round(value))); break;
            case ElementType.Int32: BinaryPrimitives.WriteInt32LittleEndian(to, int.CreateSaturating(Math.Round(value))); break;
            case ElementType.UInt64: BinaryPrimitives.WriteUInt64LittleEndian(to, ulong.CreateSaturating(Math.Round(value))); break;
            case ElementType.Int64: BinaryPrimitives.WriteInt64LittleEndian(to, long.CreateSaturating(Math.Round(value))); break;
            default: throw new InputProblem("INPUT106", $"a number is no {element.Spelling()}");
        }
    }

    // To nearest, ties to even; a NaN stays one.
    private static ushort Upper(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }
}
