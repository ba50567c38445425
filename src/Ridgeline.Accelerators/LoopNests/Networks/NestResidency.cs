using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Graphs;

namespace Ridgeline.Accelerators.LoopNests.Networks;

/// <summary>
/// Keeps activations in the largest memory on the chip from the layer that makes them to the last one that reads them, if at each step in between all that
/// are kept take at most half of it: the other half is for tiles. Weights, and what comes from outside or goes there, stay outside.
/// </summary>
internal sealed class NestResidency
{
    private const double Share = 0.5;

    private readonly NestArchitecture _architecture;
    private readonly HashSet<int> _kept = [];
    private readonly int _memory;
    private readonly long[] _held;

    /// <summary>Decides what stays.</summary>
    /// <param name="layers">All layers of the network, in their order.</param>
    /// <param name="architecture">The accelerator.</param>
    public NestResidency(IReadOnlyList<LayerProfile> layers, NestArchitecture architecture)
    {
        (_architecture, _memory, _held) = (architecture, architecture.Memories.Count - 2, new long[layers.Count]);
        if (_memory < 0 || architecture.Memories[_memory] is not { Instances: 1, Size: not null, EffectiveSize: { } size }) return;
        foreach (var (id, words, birth, death) in Lives(layers))
        {
            if (_held.AsSpan(birth, death - birth + 1).ContainsAnyInRange((long)(size * Share) - words + 1, long.MaxValue)) continue;
            for (var step = birth; step <= death; step++) _held[step] += words;
            _kept.Add(id);
        }
    }

    /// <summary>Whether anything stays.</summary>
    public bool IsAny => _kept.Count > 0;

    /// <summary>The accelerator as a layer finds it: without the room that activations take.</summary>
    /// <param name="layer">The index of the layer.</param>
    public NestArchitecture Beside(int layer)
    {
        if (_held[layer] == 0) return _architecture;
        var memories = _architecture.Memories.ToArray();
        memories[_memory] = memories[_memory] with { Size = memories[_memory].Size - (long)(_held[layer] * memories[_memory].MultipleBuffering) };
        return _architecture with { Memories = memories };
    }

    /// <summary>A layer's nest with those of its tensors that stay on the chip; the same nest if none do.</summary>
    public MappedNest Within(LayerProfile layer, MappedNest nest, out IReadOnlyList<string> kept)
    {
        var whole = Roles(layer).Where(role => _kept.Contains(role.Id) && nest.Mapping.Levels[_memory].Keeps[role.Tensor]).Select(role => role.Tensor).ToList();
        kept = [.. whole.Select(tensor => nest.Workload.Tensors[tensor].Name)];
        nest = nest with { Architecture = _architecture };
        if (whole.Count == 0) return nest;
        if (new NestEvaluator(nest.Workload, _architecture).EvaluateWithin(nest.Mapping, _memory, whole) is { } result) return nest with { Result = result };
        kept = [];
        return nest;
    }

    // Which tensor of the nest is which of the layer's: weights 0, inputs 1, outputs 2. A product of two activations has its right one for weights.
    private static IEnumerable<(int Id, int Tensor)> Roles(LayerProfile layer)
    {
        var read = layer.Flow.Reads.Where(t => !t.IsConstant).ToList();
        if (read.Count > 0) yield return (read[0].Id, 1);
        if (read.Count == 2 && layer.Flow.Reads.All(t => !t.IsConstant)) yield return (read[1].Id, 0);
        if (layer.Flow.Writes.Count == 1) yield return (layer.Flow.Writes[0].Id, 2);
    }

    // A tensor is as large as its layers say, in words of the memory.
    private static IEnumerable<(int Id, long Words, int Birth, int Death)> Lives(IReadOnlyList<LayerProfile> layers)
    {
        var lives = new Dictionary<int, (long Words, int Birth, int Death)>();
        var outside = new HashSet<int>();
        for (var i = 0; i < layers.Count; i++)
        {
            var bits = Math.Max(1, layers[i].Flow.Element.BitWidth());
            foreach (var tensor in layers[i].Flow.Writes.Concat(layers[i].Flow.Reads).Where(t => !t.IsConstant))
            {
                var words = checked((tensor.Size.Value * 8 + bits - 1) / bits);
                lives[tensor.Id] = lives.TryGetValue(tensor.Id, out var life) ? (Math.Max(life.Words, words), life.Birth, i) : (words, i, i);
                if (tensor.IsOutside || tensor.IsState) outside.Add(tensor.Id);
            }
        }
        return lives.Where(life => !outside.Contains(life.Key) && life.Value.Death > life.Value.Birth)
            .OrderBy(life => life.Value.Death - life.Value.Birth).ThenBy(life => life.Value.Words).ThenBy(life => life.Key)
            .Select(life => (life.Key, life.Value.Words, life.Value.Birth, life.Value.Death));
    }
}
