using Ridgeline.Graphs.Operators;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Follows tensors through the layers of a network.</summary>
internal sealed class LayerFlows(Graph graph, WorkCount work, Pricing pricing, GradientFlow? gradients)
{
    private const Traits NothingMoves = Traits.View | Traits.ShapeOnly | Traits.Constant;
    private readonly StorageMap _storage = new(graph);
    private readonly Dictionary<Value, int> _ids = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, bool> _outside = Outside(graph);

    /// <summary>What passes through one run of a node whose work is that.</summary>
    public LayerFlow Of(Node node, Work? counted)
    {
        var row = OperatorTable.Find(node);
        var moves = row is null || ((row.Traits & NothingMoves) == Traits.None && !node.Subgraphs.Any());
        var once = counted is null ? null : work.Of(node);
        return new()
        {
            Element = pricing.Priced(node.Inputs.OfType<Value>().FirstOrDefault(v => v.Tensor is not null)?.Tensor?.Element ?? ElementType.Float),
            Products = once is { Macs.Value: var macs } ? work.Products(node, macs) : [],
            Window = work.Window(node),
            Reads = moves ? Tensors(node.Inputs, once?.Read) : [],
            Writes = moves ? Tensors(node.Outputs, once?.Written) : [],
            Row = node.Outputs.OfType<Value>().FirstOrDefault()?.Tensor?.Shape is { HasRank: true, Rank: > 0 } shape ? shape[^1].ValueOrNull ?? 1 : 1,
            IsElementwise = row?.Traits.HasFlag(Traits.Elementwise) ?? false,
            IsPool = row?.Traits.HasFlag(Traits.Pool) ?? false,
            Backward = gradients is not null && gradients.HasBackward(node) ? gradients.Products(node) : null,
        };
    }

    // What a run hands to the next one goes by these names in every exporter that knows caches; nothing else tells it from a result.
    private static readonly string[] s_stateNames = ["past", "present", "cache", "state", "next_state", "hidden"];

    // Whether a value from or to the outside is a state.
    private static Dictionary<Value, bool> Outside(Graph graph)
    {
        var storage = new StorageMap(graph);
        var outside = new Dictionary<Value, bool>(ReferenceEqualityComparer.Instance);
        foreach (var value in graph.Inputs.Concat(graph.Outputs))
        {
            var isState = Array.Exists(s_stateNames, name => value.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));
            outside[storage.Of(value)] = isState && outside.GetValueOrDefault(storage.Of(value), true);
        }
        return outside;
    }

    // Where the operator says that it moves less than the whole, each tensor has its part in that.
    private List<LayerTensor> Tensors(IEnumerable<Value?> values, Bytes? moved)
    {
        var tensors = values.OfType<Value>().Distinct().Select(Tensor).Where(t => t.Size > Bytes.Zero).ToList();
        var all = tensors.Sum(t => (double)t.Size.Value);
        if (moved is not { } given || all == 0) return tensors;
        return tensors.ConvertAll(t => t with { Size = t.Size.Scale(given.Value / all) });
    }

    private LayerTensor Tensor(Value value)
    {
        var root = _storage.Of(value);
        if (!_ids.TryGetValue(root, out var id)) _ids[root] = id = _ids.Count;
        var size = value.IsConstant ? pricing.Of(value) : pricing.Of(value.Type);
        var isOutside = _outside.TryGetValue(root, out var isState);
        return new(id, size ?? Bytes.Zero, value.IsConstant, isOutside, isState);
    }
}
