namespace Ridgeline.Runtime;

/// <summary>How a network is compiled and run.</summary>
public sealed record RuntimeOptions
{
    /// <summary>How many threads one run may use; at least 1. Results do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether neighbouring operators are fused.</summary>
    public bool Fuse { get; init; } = true;

    /// <summary>For how many sets of input shapes compiled programs are kept; at least 1. The one longest unused goes first.</summary>
    public int CachedShapes { get; init; } = 8;

    /// <summary>The seed of operators that draw random numbers and have none of their own.</summary>
    public ulong Seed { get; init; }
}
