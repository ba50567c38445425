namespace Ridgeline.Reports.Charts;

/// <summary>How a graph of blocks is drawn. The picture is as wide as the graph needs, at least <see cref="ChartOptions.Width"/>.</summary>
public sealed record BlockGraphOptions : ChartOptions
{
    /// <summary>What the share is of, such as "time" or "MACs".</summary>
    public string Cost { get; init; } = "cost";

    /// <summary>A graph higher than this goes on in a next column.</summary>
    public double ColumnHeight { get; init; } = 900;
}
