namespace Ridgeline.Reports.Charts;

/// <summary>How a donut is drawn.</summary>
public sealed record DonutOptions : ChartOptions
{
    /// <summary>Parts below this share of the whole are gathered.</summary>
    public double SmallestShare { get; init; } = 0.02;

    /// <summary>At most this many parts are shown, the gathered one not counted.</summary>
    public int MostSlices { get; init; } = 8;

    /// <summary>What stands in the middle under the sum, such as "MACs".</summary>
    public string Whole { get; init; } = "in all";
}
