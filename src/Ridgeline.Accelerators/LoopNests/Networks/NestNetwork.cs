using Ridgeline.Accelerators.LoopNests.Presets;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Accelerators.LoopNests.Networks;

/// <summary>Maps whole networks: equal layers are searched once, and layers run one after the other.</summary>
public static class NestNetwork
{
    // A network has tens of layers, and mappings whose factors do not divide are beyond proof: a layer gets a tenth of what one problem would.
    private const int PartOfLayer = 10;

    /// <summary>Maps every layer that multiplies.</summary>
    /// <param name="profile">The network.</param>
    /// <param name="accelerator">The accelerator and what it allows.</param>
    /// <param name="options">How to search; null: as usual.</param>
    /// <param name="cancellation">Ends the work with an exception.</param>
    /// <exception cref="DiagnosticException">A layer has no mapping that fits.</exception>
    public static MappedNetwork Map(NetworkProfile profile, NestPreset accelerator, NestSearchOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var run = new NetworkSearch(profile, accelerator, options with { Imperfect = true, ProofSteps = options.ProofSteps / PartOfLayer }, cancellation);
        var layers = run.Layers(null);
        var isTraining = profile.Layers.Any(layer => layer.Flow.Backward is not null);
        // In training every activation is wanted again by the backward pass.
        if (isTraining) layers.AddRange(run.Backward(layers));
        else if (new NestResidency(profile.Layers, accelerator.Architecture) is { IsAny: true } residency) layers = run.Cheaper(layers, residency);
        var left = profile.Layers.Count(layer => NestLayers.Of(layer).Count == 0);
        return new(profile.Network, accelerator.Architecture, layers,
            new(accelerator.Architecture.Name, profile.Network, [.. layers.Select(layer => layer.Span)]), Notes(left, isTraining));
    }

    private static IReadOnlyList<string> Notes(int left, bool isTraining)
    {
        var notes = new List<string>();
        if (left > 0) notes.Add($"{left} layers multiply nothing and are left out: activations, poolings, sums and the like");
        if (isTraining) notes.Add("activations go to the outermost memory, since the backward pass wants them again; updates of parameters are left out");
        return notes;
    }
}
