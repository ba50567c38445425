using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>How many of a layer's stored weights are zero, one by one and in the patterns that hardware can skip.</summary>
/// <param name="Count">Weights looked at.</param>
/// <param name="Zeros">Those that are zero.</param>
/// <param name="RowBlocks">Share of aligned 1x4 blocks (four neighbours in a row) that are all zero.</param>
/// <param name="ColumnBlocks">Share of aligned 4x1 blocks (four rows, one column) that are all zero.</param>
/// <param name="TwoOfFour">Share of aligned groups of four neighbours of which at least two are zero: 1 means the 2:4 pattern holds.</param>
public sealed record SparsityProfile(long Count, long Zeros, Ratio RowBlocks, Ratio ColumnBlocks, Ratio TwoOfFour)
{
    /// <summary>The share of zeros.</summary>
    public Ratio Share => new(Count == 0 ? 0 : (double)Zeros / Count);
}
