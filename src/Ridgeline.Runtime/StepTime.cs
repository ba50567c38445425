using Ridgeline.Graphs;
using Ridgeline.Quantities;

namespace Ridgeline.Runtime;

/// <summary>The time of one step of a run.</summary>
/// <param name="Node">The node; the first of them if several were fused.</param>
/// <param name="Nodes">How many nodes of the graph the step stands for.</param>
/// <param name="Start">When it began, after the run did.</param>
/// <param name="Duration">How long it took.</param>
public readonly record struct StepTime(Node Node, int Nodes, Seconds Start, Seconds Duration);
