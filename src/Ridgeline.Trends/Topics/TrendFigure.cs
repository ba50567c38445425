namespace Ridgeline.Trends;

/// <summary>One line of arithmetic.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="How">How it comes about from the assumptions.</param>
/// <param name="Stated">What a source states for it; null where none does.</param>
public sealed record TrendFigure(string Name, double Value, string Unit, string How, double? Stated = null);
