using System.Globalization;
using Ridgeline.Accelerators.LoopNests.Presets;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Accelerators.LoopNests.Networks;

/// <summary>Maps whole networks: equal layers are searched once, and layers run one after the other.</summary>
public static class NestNetwork
{
    /// <summary>Maps every layer that multiplies.</summary>
    /// <param name="profile">The network.</param>
    /// <param name="accelerator">The accelerator and what it allows.</param>
    /// <param name="options">How to search; null: as usual.</param>
    /// <param name="cancellation">Ends the work with an exception.</param>
    /// <exception cref="DiagnosticException">A layer has no mapping that fits.</exception>
    public static MappedNetwork Map(NetworkProfile profile, NestPreset accelerator, NestSearchOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var known = new Dictionary<string, MappedNest>(StringComparer.Ordinal);
        var (layers, spans, start, left) = (new List<MappedLayer>(), new List<Span>(), Seconds.Zero, 0);
        for (var i = 0; i < profile.Layers.Count; i++)
        {
            var layer = profile.Layers[i];
            var nests = NestLayers.Of(layer);
            if (nests.Count == 0)
            {
                left++;
                continue;
            }
            var isKnown = nests.All(nest => known.ContainsKey(Key(nest.Workload)));
            var mapped = nests.Select(nest => (Known(layer.Name, nest.Workload), nest.Times)).ToList();
            var cycles = mapped.Aggregate(0L, (sum, nest) => checked(sum + nest.Item1.Result.Cycles * nest.Times));
            var span = Span(layer, mapped, accelerator.Architecture, start, new(cycles * accelerator.Architecture.CycleSeconds));
            layers.Add(new(layer.Name, mapped, cycles, span, isKnown));
            spans.Add(span);
            start = span.End;
            options.Progress?.Report((double)(i + 1) / profile.Layers.Count);
        }
        return new(profile.Network, accelerator.Architecture, layers, new(accelerator.Architecture.Name, profile.Network, spans), Notes(left));

        MappedNest Known(string name, NestWorkload workload)
        {
            var key = Key(workload);
            return known.TryGetValue(key, out var mapped) ? mapped
                : known[key] = Search(name, workload, accelerator, options with { Progress = null }, cancellation);
        }
    }

    // Sizes such as 13 divide no mesh: a search with sizes rounded up, the surplus idle, is often the better one.
    private static MappedNest Search(string layer, NestWorkload workload, NestPreset accelerator, NestSearchOptions options, CancellationToken cancellation)
    {
        var exact = Try(workload, accelerator, options, cancellation, out var found);
        var padded = NestLayers.Padded(workload) is { } larger ? Try(larger, accelerator, options, cancellation, out _) : null;
        if (exact is null && padded is null)
            throw new DiagnosticException([.. NestProblems.Of(found).Select(p => p with { Spot = new(null, Detail: $"layer '{layer}'") })]);
        if (padded is null) return exact!;
        var useful = (double)workload.Computes / padded.Result.Computes;
        var result = padded.Result;
        result = result with { Computes = workload.Computes, ActualComputes = workload.Computes, Utilisation = result.Utilisation * useful };
        padded = padded with { Result = result, MappingsEvaluated = padded.MappingsEvaluated + (exact?.MappingsEvaluated ?? 0) };
        return exact is null || Cost(padded, options) < Cost(exact, options) ? padded : exact;
    }

    private static MappedNest? Try(
        NestWorkload workload, NestPreset accelerator, NestSearchOptions options, CancellationToken cancellation, out NestSearchResult found)
    {
        found = NestMapper.Search(workload, accelerator.Architecture, accelerator.ConstraintsFor(workload), options, cancellation);
        return found is { Mapping: { } mapping, Result: { } result }
            ? new(workload, accelerator.Architecture, mapping, result, found.MappingsEvaluated, found.ProvenOptimal) : null;
    }

    private static double Cost(MappedNest nest, NestSearchOptions options) => options.Objective switch
    {
        NestObjective.Latency => nest.Result.Cycles,
        NestObjective.Energy => nest.Result.Energy.Value,
        _ => nest.Result.EnergyDelay,
    };

    private static string Key(NestWorkload w) => w.Name + ' ' + string.Join(',', w.Sizes.Select(s => s.ToString(CultureInfo.InvariantCulture)))
        + ' ' + string.Join(',', w.Tensors.SelectMany(t => t.Axes).SelectMany(a => a).Select(t => t.Coefficient.ToString(CultureInfo.InvariantCulture)));

    private static Span Span(
        LayerProfile layer, IReadOnlyList<(MappedNest Nest, long Times)> nests, NestArchitecture architecture, Seconds start, Seconds duration)
    {
        var slowest = nests.MaxBy(nest => nest.Nest.Result.Cycles * nest.Times).Nest.Result.Bottleneck;
        var energies = new List<EnergyPart> { new("arithmetic", new(nests.Sum(n => n.Nest.Result.ComputePicojoules * n.Times) * 1e-12)) };
        foreach (var memory in architecture.Memories.Reverse())
        {
            var energy = nests.Sum(n => n.Nest.Result.Levels.Single(l => l.Name == memory.Name).Picojoules * n.Times);
            if (energy > 0) energies.Add(new(memory.Name, new(energy * 1e-12)));
        }
        var macs = nests.Aggregate((Int128)0, (sum, n) => sum + (Int128)n.Nest.Result.Computes * n.Times);
        return new()
        {
            Name = layer.Name, Op = layer.Op, Block = layer.Block, Unit = architecture.Compute.Name, Start = start, Duration = duration, Flops = new(2 * macs),
            Peak = new(2 * architecture.Compute.Instances / architecture.CycleSeconds), Energy = energies,
            Bound = slowest is null ? new(BoundKind.Compute, architecture.Compute.Name) : new(BoundKind.Memory, slowest),
            Traffic = [.. architecture.Memories.Reverse().Select(memory => Traffic(memory, nests, architecture))],
        };
    }

    private static LevelTraffic Traffic(NestMemory memory, IReadOnlyList<(MappedNest Nest, long Times)> nests, NestArchitecture architecture)
    {
        var (bits, cycles) = ((Int128)0, 0.0);
        foreach (var (nest, times) in nests)
        {
            foreach (var t in nest.Result.Traffic.Where(t => t.Level == memory.Name))
                bits += ((Int128)t.Reads + t.Fills + t.Updates) * t.Instances * memory.WordBits * times;
            var level = nest.Result.Levels.Single(l => l.Name == memory.Name);
            if (memory.ReadBandwidth is { } r) cycles += level.ReadBandwidth * nest.Result.ComputeCycles / r * times;
        }
        return new(memory.Name, new((long)((bits + 7) / 8)), new(cycles * architecture.CycleSeconds));
    }

    private static IReadOnlyList<string> Notes(int left)
        => left == 0 ? [] : [$"{left} layers multiply nothing and are left out: activations, poolings, sums and the like"];
}
