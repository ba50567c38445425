namespace Ridgeline.Reports.Charts;

/// <summary>One part of a whole.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">How much it is.</param>
/// <param name="Color">Its colour as #rrggbb; null takes the palette's.</param>
public sealed record DonutSlice(string Name, double Value, string? Color = null);
