namespace Ridgeline.Runtime.Bench;

/// <summary>What a scenario came to.</summary>
/// <param name="Scenario">How requests came.</param>
/// <param name="Latency">How long each request took, from its arrival to its end.</param>
/// <param name="Samples">How many samples were run.</param>
/// <param name="Seconds">From the beginning to the end of the last.</param>
public sealed record ScenarioResult(Scenario Scenario, RunStatistics Latency, long Samples, double Seconds)
{
    /// <summary>Samples a second.</summary>
    public double Throughput => Seconds > 0 ? Samples / Seconds : 0;

    /// <summary>The requests a second that arrived, if they came at random.</summary>
    public double? Rate { get; init; }

    /// <summary>Whether the bound on the latency was kept; null where there is none.</summary>
    public bool? KeepsBound { get; init; }
}
