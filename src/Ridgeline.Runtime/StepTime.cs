using Ridgeline.Graphs;
using Ridgeline.Quantities;

namespace Ridgeline.Runtime;

/// <summary>The time of one step of a run.</summary>
/// <param name="Node">The node; the first of them if several were fused.</param>
/// <param name="Nodes">The nodes of the graph that the step runs, in their order; none if it only changes a layout.</param>
/// <param name="Start">When it began, after the run did.</param>
/// <param name="Duration">How long it took.</param>
public readonly record struct StepTime(Node Node, IReadOnlyList<Node> Nodes, Seconds Start, Seconds Duration);
