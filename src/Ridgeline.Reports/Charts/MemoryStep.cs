namespace Ridgeline.Reports.Charts;

/// <summary>What is live while one step runs.</summary>
/// <param name="Name">The step, such as a node's name.</param>
/// <param name="Live">One value for each kind, in their order.</param>
public sealed record MemoryStep(string Name, IReadOnlyList<double> Live)
{
    /// <summary>All that is live.</summary>
    public double Total => Live.Sum();
}
