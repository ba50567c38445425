namespace Ridgeline.Reports.Charts;

/// <summary>A value that bars or areas should stay below, such as the capacity of a memory.</summary>
/// <param name="Value">Where it lies.</param>
/// <param name="Label">What it is, for example "L2: 512 kB".</param>
public sealed record LimitLine(double Value, string Label);
