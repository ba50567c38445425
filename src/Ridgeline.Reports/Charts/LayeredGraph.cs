namespace Ridgeline.Reports.Charts;

/// <summary>A graph in layers, whose lines pass a slot of their own on each layer they cross.</summary>
/// <remarks>Slots 0 to <see cref="Nodes"/> - 1 are the nodes; those beyond belong to the trunks of wires.</remarks>
internal sealed class LayeredGraph
{
    private readonly List<int> _layers;
    private readonly List<List<int>> _above = [];
    private readonly List<List<int>> _below = [];

    internal LayeredGraph(int nodes, IEnumerable<(int From, int To)> given)
    {
        Nodes = nodes;
        var edges = given.Where(edge => edge.From != edge.To).Distinct().ToList();
        var closing = CycleBreaker.ClosingEdges(nodes, edges);
        var forward = edges.Select((e, i) => (Edge: closing[i] ? (From: e.To, To: e.From) : e, Backward: closing[i])).ToList();
        var plain = forward.Select(e => e.Edge).Distinct().ToList();
        var order = LayerOfNodes.TopologicalOrder(nodes, plain);
        Dominator = Dominators.Of(nodes, plain, order);
        _layers = [.. LayerOfNodes.Of(nodes, plain, order)];
        for (var i = 0; i < nodes; i++)
        {
            _above.Add([]);
            _below.Add([]);
        }

        Wires = [.. forward.GroupBy(e => (e.Edge.From, e.Backward)).OrderBy(g => g.Key.From).ThenBy(g => g.Key.Backward)
            .Select(g => Lay(g.Key.From, g.Key.Backward, [.. g.Select(e => e.Edge.To).OrderBy(to => _layers[to]).ThenBy(to => to)]))];
        Rows = [.. Enumerable.Range(0, _layers.Count).GroupBy(slot => _layers[slot]).OrderBy(g => g.Key).Select(g => g.ToArray())];
    }

    internal int Nodes { get; }

    internal int Slots => _layers.Count;

    internal IReadOnlyList<int> Dominator { get; }

    internal IReadOnlyList<Wire> Wires { get; }

    /// <summary>The slots of each layer, from left to right.</summary>
    internal IReadOnlyList<int[]> Rows { get; private set; }

    internal int Layer(int slot) => _layers[slot];

    internal IReadOnlyList<int> Above(int slot) => _above[slot];

    internal IReadOnlyList<int> Below(int slot) => _below[slot];

    internal bool IsNode(int slot) => slot < Nodes;

    internal void Arrange(IReadOnlyList<int[]> rows) => Rows = rows;

    private Wire Lay(int source, bool backward, IReadOnlyList<int> targets)
    {
        var trunk = new List<int>();
        var upper = source;
        for (var layer = _layers[source] + 1; layer < _layers[targets[^1]]; layer++)
        {
            var slot = _layers.Count;
            _layers.Add(layer);
            _above.Add([]);
            _below.Add([]);
            Join(upper, slot);
            trunk.Add(slot);
            upper = slot;
        }

        foreach (var target in targets)
        {
            var gap = _layers[target] - _layers[source] - 1;
            Join(gap == 0 ? source : trunk[gap - 1], target);
        }

        return new(source, backward, targets, trunk);
    }

    private void Join(int upper, int lower)
    {
        _below[upper].Add(lower);
        _above[lower].Add(upper);
    }
}
