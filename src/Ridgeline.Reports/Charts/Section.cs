namespace Ridgeline.Reports.Charts;

/// <summary>One kind of thing that a picture tells apart by colour: weights, inputs, outputs, an operator type.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Color">Its colour as #rrggbb; null takes the palette's.</param>
public sealed record Section(string Name, string? Color = null);
