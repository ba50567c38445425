namespace Ridgeline.Trends;

/// <summary>A number that a reader may replace: <c>--assume NAME=VALUE</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Meaning">What it stands for, and where the value comes from.</param>
public sealed record Assumption(string Name, double Value, string Unit, string Meaning);
