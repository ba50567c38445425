namespace Ridgeline.Prediction;

/// <summary>How a convolution is laid over a row-stationary array in one pass.</summary>
/// <param name="Rows">Rows of sums, e.</param>
/// <param name="ChannelSets">Sets of PEs with different channels, r.</param>
/// <param name="FilterSets">Sets of PEs with different filters, t.</param>
/// <param name="P">Filters in a PE.</param>
/// <param name="Q">Channels in a PE.</param>
/// <param name="Images">Images that follow each other, n.</param>
internal readonly record struct RowMapping(long Rows, long ChannelSets, long FilterSets, long P, long Q, long Images)
{
    /// <summary>Channels of a pass.</summary>
    public long Channels => ChannelSets * Q;

    /// <summary>Filters of a pass.</summary>
    public long Filters => FilterSets * P;
}
