using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>One step of a run.</summary>
/// <param name="Name">The layer that runs.</param>
/// <param name="Phase">Forward, backward, update, or again (a forward step computed anew).</param>
/// <param name="Live">Bytes of activations and their gradients held while it runs.</param>
public readonly record struct MemoryStep(string Name, string Phase, Bytes Live);
