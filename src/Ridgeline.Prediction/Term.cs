using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>A part of a predicted time, with what it was made of.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">How long it is.</param>
/// <param name="Formula">How it was computed, with the numbers in it.</param>
/// <param name="Children">The parts.</param>
public sealed record Term(string Name, Seconds Value, string Formula, IReadOnlyList<Term> Children);
