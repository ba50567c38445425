using System.Diagnostics;
using System.Globalization;
using Ridgeline.Accelerators.LoopNests.Presets;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.LoopNests.Networks;

/// <summary>Searches the layers of a network, equal ones once.</summary>
internal sealed class NetworkSearch(NetworkProfile profile, NestPreset accelerator, NestSearchOptions options, CancellationToken cancellation)
{
    // With a time limit no layer takes more of what is left than the others leave it, and none more than a quarter.
    private const int FewestLeft = 4;

    private readonly Dictionary<string, MappedNest> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _awaited = [.. profile.Layers.SelectMany(NestLayers.Of).Select(nest => Key(nest.Workload, accelerator.Architecture))];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>The layers that multiply, one after the other.</summary>
    /// <param name="residency">What stays on the chip between them; null: nothing.</param>
    public List<MappedLayer> Layers(NestResidency? residency)
    {
        var layers = new List<MappedLayer>();
        for (var i = 0; i < profile.Layers.Count; i++)
        {
            var (layer, nests) = (profile.Layers[i], NestLayers.Of(profile.Layers[i]));
            if (nests.Count == 0) continue;
            var mayKeep = residency is not null && nests is [{ Times: 1 }];
            var architecture = mayKeep ? residency!.Beside(i) : accelerator.Architecture;
            layers.Add(Layer(layer, nests, architecture, mayKeep ? residency : null, End(layers)));
            options.Progress?.Report((double)(i + 1) / profile.Layers.Count);
        }
        return layers;
    }

    /// <summary>The backward pass: layers in reverse order, each with the nests of its gradients.</summary>
    /// <param name="forward">The layers that run before it.</param>
    public List<MappedLayer> Backward(List<MappedLayer> forward)
    {
        var layers = new List<MappedLayer>();
        foreach (var layer in profile.Layers.Reverse())
        {
            var times = layer.Flow.Backward ?? 0;
            var nests = NestLayers.Of(layer)
                .SelectMany(nest => NestLayers.Backward(nest.Workload, times).Select(gradient => (gradient, nest.Times))).ToList();
            if (nests.Count == 0) continue;
            layers.Add(Layer(layer with { Name = layer.Name + " (backward)" }, nests, accelerator.Architecture, null, layers.Count > 0 ? End(layers) : End(forward)));
        }
        return layers;
    }

    /// <summary>The layers as they are, or with activations on the chip: what costs less.</summary>
    public List<MappedLayer> Cheaper(List<MappedLayer> plain, NestResidency residency)
    {
        try
        {
            var resident = Layers(residency);
            return Cost(resident) < Cost(plain) ? resident : plain;
        }
        catch (DiagnosticException)
        {
            // Beside what stays there is no room for the tiles of some layer.
            return plain;
        }
    }

    private double Cost(List<MappedLayer> layers)
    {
        var (time, energy) = (layers.Sum(layer => layer.Span.Duration.Value), layers.Sum(layer => layer.Span.TotalEnergy.Value));
        return options.Objective switch { NestObjective.Latency => time, NestObjective.Energy => energy, _ => time * energy };
    }

    private static Seconds End(List<MappedLayer> layers) => layers.Count > 0 ? layers[^1].Span.End : Seconds.Zero;

    private MappedLayer Layer(LayerProfile layer, IReadOnlyList<(NestWorkload Workload, long Times)> nests, NestArchitecture architecture,
        NestResidency? residency, Seconds start)
    {
        var isKnown = nests.All(nest => _known.ContainsKey(Key(nest.Workload, architecture)));
        IReadOnlyList<string> kept = [];
        var mapped = nests.Select(nest => (Nest: Search(layer.Name, nest.Workload, architecture), nest.Times)).ToList();
        if (residency is not null) mapped = [(residency.Within(layer, mapped[0].Nest, out kept), 1)];
        var cycles = mapped.Aggregate(0L, (sum, nest) => checked(sum + nest.Nest.Result.Cycles * nest.Times));
        var span = LayerSpan.Of(layer, mapped, accelerator.Architecture, start, new(cycles * architecture.CycleSeconds));
        return new(layer.Name, mapped, cycles, span, isKnown) { StaysOnChip = kept };
    }

    private MappedNest Search(string layer, NestWorkload workload, NestArchitecture architecture)
    {
        var key = Key(workload, architecture);
        if (_known.TryGetValue(key, out var known)) return known;
        var found = NestMapper.Search(workload, architecture, accelerator.ConstraintsFor(workload),
            options with { Progress = null, TimeLimit = (options.TimeLimit - _clock.Elapsed) / Math.Max(_awaited.Count, FewestLeft) }, cancellation);
        _awaited.Remove(key);
        if (found is { Mapping: { } mapping, Result: { } result })
            return _known[key] = new(workload, architecture, mapping, result, found.MappingsEvaluated, found.ProvenOptimal);
        throw new DiagnosticException([.. NestProblems.Of(found).Select(p => p with { Spot = new(null, Detail: $"layer '{layer}'") })]);
    }

    private static string Key(NestWorkload w, NestArchitecture a) => w.Name + ' ' + Numbers(w.Sizes) + ' '
        + Numbers(w.Tensors.SelectMany(t => t.Axes).SelectMany(axis => axis).Select(t => t.Coefficient)) + ' ' + Numbers(a.Memories.Select(m => m.Size ?? -1));

    private static string Numbers(IEnumerable<long> numbers) => string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
}
