using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Zeros of one or more weights, in numbers that can be added.</summary>
internal readonly record struct SparsityCount
{
    public long Count { get; init; }

    public long Zeros { get; init; }

    /// <summary>Aligned groups of four neighbours in a row.</summary>
    public long RowBlocks { get; init; }

    public long ZeroRowBlocks { get; init; }

    /// <summary>Groups of four neighbours with two zeros or more.</summary>
    public long HalfZeroRowBlocks { get; init; }

    /// <summary>Aligned groups of four rows, one column.</summary>
    public long ColumnBlocks { get; init; }

    public long ZeroColumnBlocks { get; init; }

    public static SparsityCount operator +(SparsityCount a, SparsityCount b) => new()
    {
        Count = a.Count + b.Count,
        Zeros = a.Zeros + b.Zeros,
        RowBlocks = a.RowBlocks + b.RowBlocks,
        ZeroRowBlocks = a.ZeroRowBlocks + b.ZeroRowBlocks,
        HalfZeroRowBlocks = a.HalfZeroRowBlocks + b.HalfZeroRowBlocks,
        ColumnBlocks = a.ColumnBlocks + b.ColumnBlocks,
        ZeroColumnBlocks = a.ZeroColumnBlocks + b.ZeroColumnBlocks,
    };

    /// <summary>The shares; null if nothing was counted.</summary>
    public SparsityProfile? ToProfile() => Count == 0 ? null : new(
        Count, Zeros, Share(ZeroRowBlocks, RowBlocks), Share(ZeroColumnBlocks, ColumnBlocks), Share(HalfZeroRowBlocks, RowBlocks));

    private static Ratio Share(long part, long whole) => new(whole == 0 ? 0 : (double)part / whole);
}
