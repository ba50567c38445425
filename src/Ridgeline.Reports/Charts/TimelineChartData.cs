namespace Ridgeline.Reports.Charts;

/// <summary>What a timeline shows.</summary>
/// <param name="Rows">The names of units or levels, from the top.</param>
/// <param name="Spans">What ran on them.</param>
public sealed record TimelineChartData(IReadOnlyList<string> Rows, IReadOnlyList<TimelineChartSpan> Spans);
