namespace Ridgeline.Review;

/// <summary>A number that a finding rests on.</summary>
/// <param name="Name">What it is, in snake case: <c>off_chip_energy_share</c>.</param>
/// <param name="Value">The number, in SI base units.</param>
/// <param name="Unit">Its unit; empty for counts, <c>1</c> for shares and ratios.</param>
public readonly record struct Evidence(string Name, double Value, string Unit);
