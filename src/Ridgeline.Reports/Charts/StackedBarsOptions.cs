namespace Ridgeline.Reports.Charts;

/// <summary>How stacked bars are drawn.</summary>
public sealed record StackedBarsOptions : ChartOptions
{
    /// <summary>A line that bars should stay below.</summary>
    public LimitLine? Limit { get; init; }

    /// <summary>Which way bars grow.</summary>
    public BarDirection Direction { get; init; }

    /// <summary>The height of the plot where bars grow upward.</summary>
    public double PlotHeight { get; init; } = 320;
}
