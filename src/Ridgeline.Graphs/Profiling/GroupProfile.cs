using Ridgeline.Graphs.Operators;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Sums over the layers of one operator or one block.</summary>
/// <param name="Name">The operator or block.</param>
/// <param name="Layers">How many layers.</param>
/// <param name="Work">Their operations.</param>
/// <param name="Parameters">Their parameters; one shared by two layers counts in both.</param>
/// <param name="WeightBytes">The size of the constants they read.</param>
/// <param name="Moved">Bytes they move.</param>
public sealed record GroupProfile(string Name, int Layers, Work Work, long Parameters, Bytes WeightBytes, Bytes Moved);
