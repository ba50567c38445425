namespace Ridgeline.Reports.Charts;

/// <summary>Something that ran for a while.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Row">The number of its row.</param>
/// <param name="Start">When it began, in seconds.</param>
/// <param name="Duration">How long it took, in seconds.</param>
/// <param name="Category">What it is coloured by.</param>
/// <param name="Tooltip">What is said when it is pointed at, after its name; empty says its times.</param>
public sealed record TimelineChartSpan(string Name, int Row, double Start, double Duration, string Category, string Tooltip = "")
{
    /// <summary>When it ended, in seconds.</summary>
    public double End => Start + Duration;
}
