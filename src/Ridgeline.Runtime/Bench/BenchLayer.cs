using Ridgeline.Quantities;

namespace Ridgeline.Runtime.Bench;

/// <summary>One step of a network, measured.</summary>
/// <param name="Name">Its node; the first of them if several were fused.</param>
/// <param name="Op">The operator.</param>
/// <param name="Nodes">The names of the nodes that it runs, in their order; none if it only changes a layout.</param>
/// <param name="Start">When it begins.</param>
/// <param name="Times">What it took.</param>
/// <param name="Flops">The operations of all its nodes; null if they cannot be counted.</param>
/// <param name="Peak">What this machine does at most on so many threads; null if that is not known.</param>
public sealed record BenchLayer(string Name, string Op, IReadOnlyList<string> Nodes, Seconds Start, RunStatistics Times, FlopCount? Flops, FlopPerSecond? Peak)
{
    /// <summary>Bytes of the tensors that it reads and writes, as far as they are known.</summary>
    public Bytes Moved { get; init; }

    /// <summary>Operations a second; null if they cannot be counted or there are none.</summary>
    public FlopPerSecond? Rate => Flops is { } flops && flops.Value > 0 && Times.Median > Seconds.Zero ? new((double)flops.Value / Times.Median.Value) : null;

    /// <summary>The share of the peak.</summary>
    public double? PeakShare => Rate is { } rate && Peak is { Value: > 0 } peak ? rate.Value / peak.Value : null;
}
