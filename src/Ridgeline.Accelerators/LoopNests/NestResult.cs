using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.LoopNests;

/// <summary>What a mapping costs.</summary>
public sealed record NestResult
{
    /// <summary>Cycles: of the computation, or of the memory whose bandwidth needs most.</summary>
    public required long Cycles { get; init; }

    /// <summary>Cycles of the computation alone.</summary>
    public required long ComputeCycles { get; init; }

    /// <summary>Multiply-and-adds of the workload, zeros included.</summary>
    public required long Computes { get; init; }

    /// <summary>The share of all computing instances' cycles that do work of the workload: computes / (cycles x instances).</summary>
    public required double Utilisation { get; init; }

    /// <summary>Picojoules of what computes.</summary>
    public required double ComputePicojoules { get; init; }

    /// <summary>The memories, innermost first.</summary>
    public required IReadOnlyList<LevelSummary> Levels { get; init; }

    /// <summary>Each tensor at each memory that keeps it, innermost memory first.</summary>
    public required IReadOnlyList<TensorTraffic> Traffic { get; init; }

    /// <summary>How long a cycle takes, in seconds.</summary>
    public required double CycleSeconds { get; init; }

    /// <summary>Multiply-and-adds that were really done; fewer than <see cref="Computes"/> where zeros are gated or skipped.</summary>
    public required long ActualComputes { get; init; }

    /// <summary>The energy of everything.</summary>
    public Joules Energy => new((ComputePicojoules + Levels.Sum(level => level.Picojoules)) * 1e-12);

    /// <summary>How long it takes.</summary>
    public Seconds Latency => new(Cycles * CycleSeconds);

    /// <summary>Energy times time, in joule-seconds.</summary>
    public double EnergyDelay => Energy.Value * Latency.Value;

    /// <summary>What sets the time: a memory, or null if the computation does.</summary>
    public string? Bottleneck => Levels.Where(level => level.Cycles > ComputeCycles).MaxBy(level => level.Cycles)?.Name;
}
