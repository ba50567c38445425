namespace Ridgeline.Reports.Charts;

/// <summary>How live memory is drawn.</summary>
public sealed record MemoryOverTimeOptions : ChartOptions
{
    /// <summary>The memory there is.</summary>
    public LimitLine? Capacity { get; init; }

    /// <summary>The height of the plot.</summary>
    public double PlotHeight { get; init; } = 300;
}
