namespace Ridgeline.Trends;

/// <summary>One observation.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Year">When, as a year with its fraction: 2018.5 is the middle of 2018.</param>
/// <param name="Value">How much, in the unit of the series; positive.</param>
public sealed record TrendPoint(string Name, double Year, double Value);
