namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>What a loop's factor may be.</summary>
/// <param name="Exactly">The only factor; null if free. 0: what the other memories leave.</param>
/// <param name="AtMost">The largest factor; null if free.</param>
public readonly record struct FactorLimit(long? Exactly = null, long? AtMost = null);
