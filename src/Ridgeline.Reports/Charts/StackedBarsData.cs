namespace Ridgeline.Reports.Charts;

/// <summary>Bars made of sections.</summary>
/// <param name="Sections">The sections, from the axis outward.</param>
/// <param name="Bars">The bars in order.</param>
public sealed record StackedBarsData(IReadOnlyList<Section> Sections, IReadOnlyList<Bar> Bars);
