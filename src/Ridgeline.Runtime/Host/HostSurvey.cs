namespace Ridgeline.Runtime.Host;

/// <summary>What was measured of this machine.</summary>
public sealed record HostSurvey
{
    /// <summary>What the processor calls itself.</summary>
    public required string Processor { get; init; }

    /// <summary>Hardware threads that this process may use.</summary>
    public required int Threads { get; init; }

    /// <summary>Cores that they belong to.</summary>
    public required int Cores { get; init; }

    /// <summary>Cycles a second of a core that is busy.</summary>
    public required Measured Clock { get; init; }

    /// <summary>Arithmetic, by instruction set, format and number of threads.</summary>
    public required IReadOnlyList<RateMeasured> Rates { get; init; }

    /// <summary>Exponentials a second of one thread.</summary>
    public required Measured Exponentials { get; init; }

    /// <summary>Caches, innermost first, and main memory last.</summary>
    public required IReadOnlyList<LevelMeasured> Levels { get; init; }

    /// <summary>Seconds to hand work to a waiting thread and back; of a call where there is one thread.</summary>
    public required Measured Handoff { get; init; }

    /// <summary>Seconds to start one operator of a network.</summary>
    public required Measured Step { get; init; }

    /// <summary>What does not hang together after all was measured again: the machine was busy, or is no usual one.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>Whether every measurement was short.</summary>
    public required bool IsQuick { get; init; }
}
