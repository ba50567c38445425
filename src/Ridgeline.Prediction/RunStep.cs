using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>What a runtime does at once, as its own plan says: which layers it draws together, and what it moves by itself.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="Layers">The layers that it stands for; none if the runtime only lays data out anew.</param>
/// <param name="Moved">Bytes read and written; only used of a step without layers.</param>
public sealed record RunStep(string Name, IReadOnlyList<string> Layers, Bytes Moved);
