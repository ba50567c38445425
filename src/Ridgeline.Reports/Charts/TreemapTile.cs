namespace Ridgeline.Reports.Charts;

/// <summary>One tile, such as a layer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its area.</param>
/// <param name="Category">What its colour says, such as the operator type.</param>
/// <param name="Tooltip">More lines for the tooltip.</param>
public sealed record TreemapTile(string Name, double Value, string Category, string? Tooltip = null);
