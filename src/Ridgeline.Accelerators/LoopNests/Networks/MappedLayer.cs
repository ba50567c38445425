using Ridgeline.Timelines;

namespace Ridgeline.Accelerators.LoopNests.Networks;

/// <summary>One layer of a mapped network.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Nests">Its loop nests, each with how often it runs; none if it multiplies nothing.</param>
/// <param name="Cycles">Its cycles.</param>
/// <param name="Span">Its place in the timeline.</param>
/// <param name="IsKnown">Whether an equal layer had been mapped before.</param>
public sealed record MappedLayer(string Name, IReadOnlyList<(MappedNest Nest, long Times)> Nests, long Cycles, Span Span, bool IsKnown)
{
    /// <summary>Tensors of its nest that stay on the chip between layers: Inputs, Outputs, or Weights where those are activations.</summary>
    public IReadOnlyList<string> StaysOnChip { get; init; } = [];
}
