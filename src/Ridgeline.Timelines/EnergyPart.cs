using Ridgeline.Quantities;

namespace Ridgeline.Timelines;

/// <summary>A part of the energy of a span.</summary>
/// <param name="Kind"><c>arithmetic</c>, <c>instructions</c>, the name of a memory level, <c>link</c> or <c>static</c>.</param>
/// <param name="Energy">How much.</param>
public readonly record struct EnergyPart(string Kind, Joules Energy);
