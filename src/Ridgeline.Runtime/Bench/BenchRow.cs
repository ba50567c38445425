using Ridgeline.Quantities;

namespace Ridgeline.Runtime.Bench;

/// <summary>A network measured with one batch on a number of threads.</summary>
/// <param name="Batch">Examples of one run.</param>
/// <param name="Threads">Threads of one run.</param>
/// <param name="Result">What the scenario came to.</param>
/// <param name="FirstRun">What it took until the network had run once.</param>
/// <param name="Arena">The memory that intermediate results share.</param>
public sealed record BenchRow(long Batch, int Threads, ScenarioResult Result, FirstRun FirstRun, Bytes Arena)
{
    /// <summary>Examples a second.</summary>
    public double Throughput => Result.Throughput * Batch;

    /// <summary>Runs in turn with another; null if there were none.</summary>
    public DuelResult? Duel { get; init; }

    /// <summary>What it took the other until it had run once.</summary>
    public FirstRun? RivalFirstRun { get; init; }

    /// <summary>Of the outputs the one that differs most from the other's relative to its largest value; null if there is nothing to compare.</summary>
    public OutputDifference? Difference { get; init; }
}
