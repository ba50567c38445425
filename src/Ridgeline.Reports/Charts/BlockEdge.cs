namespace Ridgeline.Reports.Charts;

/// <summary>Data that flows from one block to another.</summary>
/// <param name="From">The id of the block that makes it.</param>
/// <param name="To">The id of the block that takes it.</param>
public sealed record BlockEdge(string From, string To);
