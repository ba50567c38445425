using System.Runtime.InteropServices;

namespace Ridgeline.Graphs.Profiling;

/// <summary>
/// Counts the zeros of a stored weight, seen as a matrix: its first dimension are the rows, the rest the columns. Reads row by row, so memory is one
/// row whatever the size.
/// </summary>
internal static class SparsityCounter
{
    /// <summary>The zeros of one weight; nothing for elements that are no whole bytes or have no zero.</summary>
    public static SparsityCount Count(Tensor weight)
    {
        var width = weight.Element.BitWidth() / 8;
        if (width is not (1 or 2 or 4 or 8) || weight.Count == 0 || weight.Element == ElementType.Float8E8M0) return default;
        var rows = weight.Dims.Length < 2 ? 1 : weight.Dims[0];
        var columns = weight.Count / rows;
        if (columns * width > Array.MaxLength) return default;
        var (bytes, isZero) = (new byte[columns * width], new byte[columns]);
        // For each column, how many of the rows of the current group of four were zero.
        var column = new byte[columns];
        var sum = new SparsityCount { Count = weight.Count };
        for (long row = 0; row < rows; row++)
        {
            weight.Data.Read(row * columns * width, bytes);
            Mark(bytes, weight.Element, isZero);
            sum += Row(isZero);
            for (var i = 0; i < column.Length; i++) column[i] = (byte)(row % 4 == 0 ? isZero[i] : column[i] + isZero[i]);
            if (row % 4 == 3) sum += new SparsityCount { ColumnBlocks = columns, ZeroColumnBlocks = column.AsSpan().Count((byte)4) };
        }
        return sum;
    }

    private static SparsityCount Row(ReadOnlySpan<byte> isZero)
    {
        var (zeros, all, half) = (isZero.Count((byte)1), 0L, 0L);
        for (var i = 0; i + 4 <= isZero.Length; i += 4)
        {
            var group = isZero[i] + isZero[i + 1] + isZero[i + 2] + isZero[i + 3];
            all += group == 4 ? 1 : 0;
            half += group >= 2 ? 1 : 0;
        }
        return new() { Zeros = zeros, RowBlocks = isZero.Length / 4, ZeroRowBlocks = all, HalfZeroRowBlocks = half };
    }

    // A float may be minus zero: its sign bit does not count, but in the types that keep that pattern for NaN.
    private static void Mark(ReadOnlySpan<byte> bytes, ElementType element, Span<byte> isZero)
    {
        var shift = element.IsFloat() && element is not (ElementType.Float8E4M3FNUZ or ElementType.Float8E5M2FNUZ) ? 1 : 0;
        switch (element.BitWidth())
        {
            case 8:
                for (var i = 0; i < isZero.Length; i++) isZero[i] = (byte)((byte)(bytes[i] << shift) == 0 ? 1 : 0);
                break;
            case 16:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < isZero.Length; i++) isZero[i] = (byte)((ushort)(shorts[i] << shift) == 0 ? 1 : 0);
                break;
            case 32:
                var words = MemoryMarshal.Cast<byte, uint>(bytes);
                for (var i = 0; i < isZero.Length; i++) isZero[i] = (byte)(words[i] << shift == 0 ? 1 : 0);
                break;
            default:
                var longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                for (var i = 0; i < isZero.Length; i++) isZero[i] = (byte)(longs[i] << shift == 0 ? 1 : 0);
                break;
        }
    }
}
