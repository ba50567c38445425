using Ridgeline.Timelines;

namespace Ridgeline.Accelerators.LoopNests.Networks;

/// <summary>A network mapped onto an accelerator, layer after layer.</summary>
/// <param name="Network">The network.</param>
/// <param name="Architecture">The accelerator.</param>
/// <param name="Layers">Its layers that multiply, in their order.</param>
/// <param name="Timeline">When each ran, for how many joules, bound by what.</param>
/// <param name="Notes">What was left out, in words.</param>
public sealed record MappedNetwork(
    string Network, NestArchitecture Architecture, IReadOnlyList<MappedLayer> Layers, Timeline Timeline, IReadOnlyList<string> Notes)
{
    /// <summary>Mappings evaluated for all layers together.</summary>
    public long MappingsEvaluated => Layers.Where(layer => !layer.IsKnown).SelectMany(layer => layer.Nests).Sum(nest => nest.Nest.MappingsEvaluated);

    /// <summary>Cycles of all layers.</summary>
    public long Cycles => Layers.Sum(layer => layer.Cycles);
}
