using Ridgeline.Graphs.Operators;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>What a network asks for in one run.</summary>
public sealed record NetworkProfile
{
    /// <summary>The network, as the user named it.</summary>
    public required string Network { get; init; }

    /// <summary>How it was profiled.</summary>
    public required ProfileOptions Options { get; init; }

    /// <summary>Inputs of the network with their types, as text.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Outputs of the network with their types, as text.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Its nodes, in running order.</summary>
    public required IReadOnlyList<LayerProfile> Layers { get; init; }

    /// <summary>Blocks that feed each other, by index of layer: edges of the network graph.</summary>
    public required IReadOnlyList<(int From, int To)> Edges { get; init; }

    /// <summary>Trainable numbers, shared ones counted once.</summary>
    public required long Parameters { get; init; }

    /// <summary>The size of all constants, shared ones counted once.</summary>
    public required Bytes WeightBytes { get; init; }

    /// <summary>Memory over the run of an inference.</summary>
    public required MemoryProfile Memory { get; init; }

    /// <summary>A training step, if asked for.</summary>
    public TrainingProfile? Training { get; init; }

    /// <summary>What the numbers leave out, in words: layers that could not be counted, loops of unknown length.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>All operations of all layers that could be counted.</summary>
    public Work Work => Layers.Aggregate(default(Work), (sum, layer) => sum + (layer.Work ?? default));

    /// <summary>Operations in the convention asked for.</summary>
    public FlopCount Ops => Layers.Aggregate(FlopCount.Zero, (sum, layer) => sum + (layer.Ops ?? FlopCount.Zero));

    /// <summary>Bytes moved by all layers.</summary>
    public Bytes Moved => Layers.Aggregate(Bytes.Zero, (sum, layer) => sum + (layer.Moved ?? Bytes.Zero));

    /// <summary>Zeros among all stored weights; null if there are none to look at.</summary>
    public Ratio? Sparsity
    {
        get
        {
            var (count, zeros) = Layers.Aggregate((Count: 0L, Zeros: 0L), (sum, l) => (sum.Count + (l.Sparsity?.Count ?? 0), sum.Zeros + (l.Sparsity?.Zeros ?? 0)));
            return count == 0 ? null : new Ratio((double)zeros / count);
        }
    }

    /// <summary>Sums over layers of one operator, or one block, in order of first appearance.</summary>
    public IReadOnlyList<GroupProfile> GroupBy(Func<LayerProfile, string> key) =>
    [
        .. Layers.GroupBy(key).Select(group => new GroupProfile(
            group.Key, group.Count(),
            group.Aggregate(default(Work), (sum, layer) => sum + (layer.Work ?? default)),
            group.Sum(l => l.Parameters),
            group.Aggregate(Bytes.Zero, (sum, layer) => sum + layer.WeightBytes),
            group.Aggregate(Bytes.Zero, (sum, layer) => sum + (layer.Moved ?? Bytes.Zero)))),
    ];
}
