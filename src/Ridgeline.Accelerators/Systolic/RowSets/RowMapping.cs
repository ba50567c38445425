namespace Ridgeline.Accelerators.Systolic.RowSets;

/// <summary>How a convolution lies on a row-stationary array in one pass; the letters are those of Chen et al., JSSC 2017.</summary>
/// <param name="Rows">Rows of sums that a set of PEs makes, e.</param>
/// <param name="ChannelSets">Sets with different channels, whose sums are added, r.</param>
/// <param name="FilterSets">Sets with different filters, t.</param>
/// <param name="Filters">Filters in a PE, p.</param>
/// <param name="Channels">Channels in a PE, q.</param>
/// <param name="Images">Images that follow each other, n.</param>
public readonly record struct RowMapping(long Rows, long ChannelSets, long FilterSets, long Filters, long Channels, long Images)
{
    /// <summary>Channels of a pass, r q.</summary>
    public long PassChannels => ChannelSets * Channels;

    /// <summary>Filters of a pass, t p.</summary>
    public long PassFilters => FilterSets * Filters;
}
