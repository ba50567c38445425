using Ridgeline.Quantities;

namespace Ridgeline.Runtime.Bench;

/// <summary>What it takes until a network has run once.</summary>
public sealed record FirstRun
{
    /// <summary>From opening the file to having run once; of ONNX Runtime without <see cref="Library"/>.</summary>
    public required Seconds Time { get; init; }

    /// <summary>Before that, loading the shared library; ours is loaded and compiled to machine code within <see cref="Time"/>.</summary>
    public Seconds Library { get; init; }

    /// <summary>The parts of <see cref="Time"/>; empty for ONNX Runtime.</summary>
    public IReadOnlyList<PhaseTime> Phases { get; init; } = [];

    /// <summary>Time in which methods were compiled to machine code, on whatever thread: in all phases.</summary>
    public Seconds Jit { get; init; }

    /// <summary>The most memory that the process held until then, its own included; null if it was not a process of its own.</summary>
    public Bytes? Peak { get; init; }
}
