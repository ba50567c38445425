namespace Ridgeline.Reports.Charts;

/// <summary>How a timeline is drawn; <see cref="ChartOptions.Format"/> writes seconds.</summary>
public sealed record TimelineChartOptions : ChartOptions
{
    /// <summary>The usual way.</summary>
    public TimelineChartOptions() => Format = SiNumber.Seconds;

    /// <summary>Colours of categories; others take the palette's.</summary>
    public IReadOnlyList<Section>? Categories { get; init; }

    /// <summary>The height of a row.</summary>
    public double RowHeight { get; init; } = 30;
}
