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

    /// <summary>Zeros among all stored weights, shared ones counted once; null if there are none to look at.</summary>
    public Ratio? Sparsity { get; init; }

    /// <summary>All operations of all layers that could be counted.</summary>
    public Work Work => Totals.Work;

    /// <summary>Operations in the convention asked for.</summary>
    public FlopCount Ops => Totals.Ops;

    /// <summary>Bytes moved by all layers.</summary>
    public Bytes Moved => Totals.Moved;

    // A copy with other layers has other totals.
    private LayerTotals Totals => field is { } known && ReferenceEquals(known.Layers, Layers) ? known : field = LayerTotals.Of(Layers);

    /// <summary>Sums over layers of one operator, or one block, in order of first appearance.</summary>
    public IReadOnlyList<GroupProfile> GroupBy(Func<LayerProfile, string> key) =>
    [
        .. Layers.GroupBy(key).Select(group =>
        {
            LayerProfile[] layers = [.. group];
            var totals = LayerTotals.Of(layers);
            var weights = layers.Aggregate(Bytes.Zero, (sum, layer) => sum + layer.WeightBytes);
            return new GroupProfile(group.Key, layers.Length, totals.Work, layers.Sum(l => l.Parameters), weights, totals.Moved);
        }),
    ];
}
