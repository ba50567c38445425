namespace Ridgeline.Reports.Charts;

/// <summary>Live memory, step by step.</summary>
/// <param name="Kinds">The kinds of memory, from the bottom upward.</param>
/// <param name="Steps">The steps in order of execution.</param>
public sealed record MemoryOverTimeData(IReadOnlyList<Section> Kinds, IReadOnlyList<MemoryStep> Steps);
