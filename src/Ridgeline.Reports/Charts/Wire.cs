namespace Ridgeline.Reports.Charts;

/// <summary>All edges that leave one node, drawn as one line with branches: data made once and taken many times.</summary>
/// <param name="Source">The node at the upper end.</param>
/// <param name="Backward">Whether data flows up: edges that close a cycle.</param>
/// <param name="Targets">The nodes at the lower ends, the nearest first.</param>
/// <param name="Trunk">The slots that the line passes, one for each layer between its source and its furthest target.</param>
internal sealed record Wire(int Source, bool Backward, IReadOnlyList<int> Targets, IReadOnlyList<int> Trunk);
