using Ridgeline.Runtime.Bench;
using Ridgeline.Timelines;

namespace Ridgeline.Reports.Bench;

/// <summary>Measured steps as a timeline, to lay beside a predicted one.</summary>
public static class BenchTimeline
{
    /// <summary>The timeline of one run of median steps. Nothing is known of bytes and energy.</summary>
    public static Timeline Of(BenchReport report) => new(report.Machine, report.Network, [.. report.Layers.Select(Step)]);

    private static Span Step(BenchLayer layer) => new()
    {
        Name = layer.Name, Op = layer.Op, Unit = "CPU", Start = layer.Start, Duration = layer.Times.Median, Flops = layer.Flops ?? default,
        // Fewer products than a layer counts (Winograd) can come out above the peak: then there is no share of it to tell.
        Peak = layer.PeakShare is > 0 and <= 1 ? layer.Peak!.Value : default, Traffic = [], Energy = [], Bound = new(BoundKind.None),
    };
}
