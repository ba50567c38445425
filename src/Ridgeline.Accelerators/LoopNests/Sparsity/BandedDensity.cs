namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>A matrix whose non-zeros are those at most so far from the diagonal: <c>|row - column| &lt;= BandWidth</c>.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="BandWidth">How far from the diagonal; 0 is the diagonal alone.</param>
public sealed record BandedDensity(long Rows, long Columns, long BandWidth) : DensityModel
{
    private readonly Dictionary<(long, long), (double Empty, long Most)> _known = [];
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public override double Density => (double)Count(0, Rows, 0, Columns) / ((double)Rows * Columns);

    /// <inheritdoc/>
    public override double ChanceEmpty(long size) => Look(Math.Max(1, size / Columns), Math.Min(size, Columns)).Empty;

    /// <inheritdoc/>
    public override long Most(long size) => Look(Math.Max(1, size / Columns), Math.Min(size, Columns)).Most;

    /// <inheritdoc/>
    public override double ChanceEmpty(ReadOnlySpan<long> box) => box.Length == 2 ? Look(box[0], box[1]).Empty : base.ChanceEmpty(box);

    /// <inheritdoc/>
    public override long Most(ReadOnlySpan<long> box) => box.Length == 2 ? Look(box[0], box[1]).Most : base.Most(box);

    private (double Empty, long Most) Look(long tall, long wide)
    {
        (tall, wide) = (Math.Clamp(tall, 1, Rows), Math.Clamp(wide, 1, Columns));
        lock (_lock)
        {
            if (_known.TryGetValue((tall, wide), out var known)) return known;
            var (across, tiles, filled, most) = ((Columns + wide - 1) / wide, 0L, 0L, 0L);
            for (var row = 0L; row < Rows; row += tall)
            {
                tiles += across;
                var end = Math.Min(row + tall, Rows);
                // The band crosses these rows without a gap.
                var (from, to) = (Math.Max(0, row - BandWidth), Math.Min(Columns, end + BandWidth));
                if (from < to) filled += (to - 1) / wide - from / wide + 1;
                for (var column = row / wide * wide; column < Math.Min(end, Columns); column += wide)
                    most = Math.Max(most, Count(row, end, column, Math.Min(column + wide, Columns)));
                // Below a matrix that is higher than wide the fullest is at its side.
                if (from < to) most = Math.Max(most, Count(row, end, (to - 1) / wide * wide, Math.Min((to - 1) / wide * wide + wide, Columns)));
            }
            return _known[(tall, wide)] = ((double)(tiles - filled) / tiles, most);
        }
    }

    // Pairs with column - row at most the width, less those with column - row below minus the width.
    private long Count(long row, long end, long left, long right)
        => Below(BandWidth, row, end, left, right - left) - Below(-BandWidth - 1, row, end, left, right - left);

    // The sum over rows of how many of the columns lie at most 'shift' to the right of the diagonal.
    private static long Below(long shift, long row, long end, long left, long columns)
        => Ramp(end + shift - left + 1, columns) - Ramp(row + shift - left + 1, columns);

    private static long Ramp(long x, long top)
        => x <= 0 ? 0 : x <= top ? x * (x - 1) / 2 : top * (top - 1) / 2 + top * (x - top);
}
