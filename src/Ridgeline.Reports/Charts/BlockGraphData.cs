namespace Ridgeline.Reports.Charts;

/// <summary>A network collapsed to blocks.</summary>
/// <param name="Nodes">The blocks; their order breaks ties of the layout.</param>
/// <param name="Edges">The edges; one that is given twice is drawn once.</param>
public sealed record BlockGraphData(IReadOnlyList<BlockNode> Nodes, IReadOnlyList<BlockEdge> Edges);
