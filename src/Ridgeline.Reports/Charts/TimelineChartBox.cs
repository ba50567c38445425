namespace Ridgeline.Reports.Charts;

/// <summary>What is drawn as one box: a span, or several that are too thin to be seen apart.</summary>
internal sealed record TimelineChartBox(TimelineChartSpan First, double Start, double End, double Busy, int Count);
