using Ridgeline.Quantities;

namespace Ridgeline.Runtime.Bench;

/// <summary>A part of a network's first run.</summary>
/// <param name="Name">What was done, such as <c>pack</c>.</param>
/// <param name="Time">How long it took.</param>
public sealed record PhaseTime(string Name, Seconds Time);
