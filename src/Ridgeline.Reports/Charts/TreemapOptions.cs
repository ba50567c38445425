namespace Ridgeline.Reports.Charts;

/// <summary>How a treemap is drawn.</summary>
public sealed record TreemapOptions : ChartOptions
{
    /// <summary>The height of the map itself.</summary>
    public double MapHeight { get; init; } = 480;
}
