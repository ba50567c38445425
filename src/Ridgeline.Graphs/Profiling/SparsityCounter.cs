using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>
/// Counts the zeros of a stored weight, seen as a matrix: its first dimension are the rows, the rest the columns. Reads row by row, so memory is four
/// rows whatever the size.
/// </summary>
internal sealed class SparsityCounter
{
    private long _count;
    private long _zeros;
    private long _rowBlocks;
    private long _zeroRowBlocks;
    private long _columnBlocks;
    private long _zeroColumnBlocks;
    private long _sparseGroups;

    public static SparsityProfile? Measure(IEnumerable<Tensor> weights)
    {
        var counter = new SparsityCounter();
        foreach (var weight in weights) counter.Add(weight);
        return counter._count == 0 ? null : new(
            counter._count, counter._zeros,
            Share(counter._zeroRowBlocks, counter._rowBlocks),
            Share(counter._zeroColumnBlocks, counter._columnBlocks),
            Share(counter._sparseGroups, counter._rowBlocks));
    }

    private static Ratio Share(long part, long whole) => new(whole == 0 ? 0 : (double)part / whole);

    private void Add(Tensor weight)
    {
        var width = weight.Element.BitWidth() / 8;
        if (width == 0 || weight.Count == 0 || weight.Dims.Length == 0 || weight.Data is StringData) return;
        var rows = weight.Dims.Length == 1 ? 1 : weight.Dims[0];
        var columns = weight.Count / rows;
        if (columns * width > Array.MaxLength) return;
        var bytes = new byte[columns * width];
        // For each column, how many of the last rows of the current group of four were zero.
        var run = new byte[columns];
        for (long row = 0; row < rows; row++)
        {
            weight.Data.Read(row * columns * width, bytes);
            AddRow(bytes, width, weight.Element.IsFloat(), run, row % 4 == 0);
            if (row % 4 != 3) continue;
            _columnBlocks += columns;
            foreach (var zeros in run) _zeroColumnBlocks += zeros == 4 ? 1 : 0;
        }
        _count += weight.Count;
    }

    private void AddRow(ReadOnlySpan<byte> bytes, int width, bool signed, Span<byte> run, bool first)
    {
        if (first) run.Clear();
        var group = 0;
        for (var column = 0; column < run.Length; column++)
        {
            if (IsZero(bytes.Slice(column * width, width), signed))
            {
                _zeros++;
                group++;
                run[column]++;
            }
            if (column % 4 != 3) continue;
            _rowBlocks++;
            if (group == 4) _zeroRowBlocks++;
            if (group >= 2) _sparseGroups++;
            group = 0;
        }
    }

    // A float may be minus zero: its sign bit does not count.
    private static bool IsZero(ReadOnlySpan<byte> element, bool signed)
    {
        if ((signed ? element[^1] & 0x7f : element[^1]) != 0) return false;
        return !element[..^1].ContainsAnyExcept((byte)0);
    }
}
