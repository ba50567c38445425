using Ridgeline.Graphs;
using Ridgeline.Quantities;

namespace Ridgeline.Runtime.Bench;

/// <summary>What a step of a network took over several runs.</summary>
/// <param name="Node">The node; the first of them if several were fused.</param>
/// <param name="Nodes">The nodes of the graph that the step runs, in their order; none if it only changes a layout.</param>
/// <param name="Start">When it began in the run of median length.</param>
/// <param name="Times">What it took.</param>
public sealed record LayerTime(Node Node, IReadOnlyList<Node> Nodes, Seconds Start, RunStatistics Times)
{
    /// <summary>What was planned.</summary>
    public required PlannedStep Step { get; init; }
}
