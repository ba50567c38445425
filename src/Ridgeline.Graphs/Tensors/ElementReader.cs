using System.Buffers.Binary;

namespace Ridgeline.Graphs;

/// <summary>Reads the elements of small tensors as plain numbers.</summary>
public static class ElementReader
{
    /// <summary>All elements as integers (truth as 0 and 1), or null if the type is not an integer type of whole bytes.</summary>
    /// <exception cref="InvalidOperationException">The data are absent.</exception>
    public static long[]? Integers(Tensor tensor)
    {
        Func<byte[], int, long>? read = tensor.Element switch
        {
            ElementType.Bool or ElementType.UInt8 => (b, i) => b[i],
            ElementType.Int8 => (b, i) => (sbyte)b[i],
            ElementType.Int16 => (b, i) => BinaryPrimitives.ReadInt16LittleEndian(b.AsSpan(i * 2)),
            ElementType.UInt16 => (b, i) => BinaryPrimitives.ReadUInt16LittleEndian(b.AsSpan(i * 2)),
            ElementType.Int32 => (b, i) => BinaryPrimitives.ReadInt32LittleEndian(b.AsSpan(i * 4)),
            ElementType.UInt32 => (b, i) => BinaryPrimitives.ReadUInt32LittleEndian(b.AsSpan(i * 4)),
            ElementType.Int64 or ElementType.UInt64 => (b, i) => BinaryPrimitives.ReadInt64LittleEndian(b.AsSpan(i * 8)),
            _ => null,
        };
        return read is null ? null : Convert(tensor, read);
    }

    /// <summary>All elements as reals, or null if the type is not a floating-point type of 16 bits or more.</summary>
    /// <exception cref="InvalidOperationException">The data are absent.</exception>
    public static double[]? Reals(Tensor tensor)
    {
        Func<byte[], int, double>? read = tensor.Element switch
        {
            ElementType.Float => (b, i) => BinaryPrimitives.ReadSingleLittleEndian(b.AsSpan(i * 4)),
            ElementType.Double => (b, i) => BinaryPrimitives.ReadDoubleLittleEndian(b.AsSpan(i * 8)),
            ElementType.Float16 => (b, i) => (double)BinaryPrimitives.ReadHalfLittleEndian(b.AsSpan(i * 2)),
            ElementType.BFloat16 => (b, i) => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(b.AsSpan(i * 2)) << 16),
            _ => null,
        };
        return read is null ? null : Convert(tensor, read);
    }

    private static T[] Convert<T>(Tensor tensor, Func<byte[], int, T> read)
    {
        var bytes = tensor.Data.ToArray();
        var result = new T[tensor.Count];
        for (var i = 0; i < result.Length; i++) result[i] = read(bytes, i);
        return result;
    }
}
