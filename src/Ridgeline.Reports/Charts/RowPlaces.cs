namespace Ridgeline.Reports.Charts;

/// <summary>Finds how far right each slot stands: nodes below their dominator, trunks straight below themselves.</summary>
internal sealed class RowPlaces
{
    private const int Rounds = 6;
    private const double NodeGap = 24;
    private const double TrunkGap = 14;
    private const double TrunkWidth = 2;

    /// <summary>Nodes hardly give way to lines, so that a skip connection does not bend the spine that it skips.</summary>
    private const double NodeWeight = 1000;

    private readonly LayeredGraph _graph;
    private readonly double _width;
    private readonly double[] _x;
    private readonly List<int>[] _dominated;
    private int _round;

    private RowPlaces(LayeredGraph graph, double width)
    {
        (_graph, _width, _x) = (graph, width, new double[graph.Slots]);
        _dominated = LayerOfNodes.Neighbours(graph.Nodes,
            Enumerable.Range(0, graph.Nodes).Where(node => graph.Dominator[node] >= 0).Select(node => (graph.Dominator[node], node)));
    }

    /// <summary>The middle of each slot.</summary>
    internal static double[] Of(LayeredGraph graph, double nodeWidth)
    {
        var places = new RowPlaces(graph, nodeWidth);
        for (var round = 0; round < Rounds; round++)
        {
            places._round = round;
            for (var row = 0; row < graph.Rows.Count; row++)
                places.Settle(graph.Rows[row], places.WishFromAbove);
            if (round == Rounds - 1)
                break;
            for (var row = graph.Rows.Count - 1; row >= 0; row--)
                places.Settle(graph.Rows[row], places.WishFromBelow);
        }

        places.Straighten();
        return places._x;
    }

    private double WidthOf(int slot) => _graph.IsNode(slot) ? _width : TrunkWidth;

    private double WishFromAbove(int slot)
    {
        if (_graph.IsNode(slot) && _graph.Dominator[slot] >= 0)
            return _x[_graph.Dominator[slot]];
        var above = _graph.Above(slot);
        // The head of a trunk stays where its lower part drew it: to follow its source again would make a staircase of it.
        if (_round > 0 && !_graph.IsNode(slot) && _graph.IsNode(above[0]))
            return _x[slot];
        return above.Count == 0 ? _x[slot] : above.Average(other => _x[other]);
    }

    private double WishFromBelow(int slot)
    {
        if (_graph.IsNode(slot))
        {
            // Only the nearest row of what it dominates: the branches, not all that comes after their join.
            var children = _dominated[slot];
            if (children.Count == 0)
                return _x[slot];
            var nearest = children.Min(_graph.Layer);
            return children.Where(child => _graph.Layer(child) == nearest).Average(child => _x[child]);
        }

        foreach (var below in _graph.Below(slot))
        {
            if (!_graph.IsNode(below))
                return _x[below];
        }

        return _x[slot];
    }

    /// <summary>Draws each trunk on one line, as near to its ends as its neighbours on all its layers leave room.</summary>
    private void Straighten()
    {
        var place = new int[_graph.Slots];
        foreach (var row in _graph.Rows)
        {
            for (var i = 0; i < row.Length; i++)
                place[row[i]] = i;
        }

        // An inner trunk that moves makes room for the ones outside it, hence several rounds.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var wire in _graph.Wires.Where(wire => wire.Trunk.Count > 0))
            {
                var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
                foreach (var slot in wire.Trunk)
                {
                    var row = _graph.Rows[_graph.Layer(slot)];
                    var at = place[slot];
                    if (at > 0)
                        low = Math.Max(low, _x[row[at - 1]] + Distance(row[at - 1], slot));
                    if (at + 1 < row.Length)
                        high = Math.Min(high, _x[row[at + 1]] - Distance(slot, row[at + 1]));
                }

                if (low > high)
                    continue;
                var (upper, lower) = (_x[wire.Source], _x[wire.Targets[^1]]);
                var x = upper >= low && upper <= high ? upper : lower >= low && lower <= high ? lower : Math.Clamp((upper + lower) / 2, low, high);
                foreach (var slot in wire.Trunk)
                    _x[slot] = x;
            }
        }
    }

    private double Distance(int left, int right) =>
        (WidthOf(left) + WidthOf(right)) / 2 + (_graph.IsNode(left) && _graph.IsNode(right) ? NodeGap : TrunkGap);

    private void Settle(int[] row, Func<int, double> wish)
    {
        var (wishes, weights, distances) = (new double[row.Length], new double[row.Length], new double[row.Length]);
        for (var i = 0; i < row.Length; i++)
        {
            wishes[i] = wish(row[i]);
            weights[i] = _graph.IsNode(row[i]) ? NodeWeight : 1;
            distances[i] = i == 0 ? 0 : Distance(row[i - 1], row[i]);
        }

        var places = Spacing.Place(wishes, weights, distances);
        for (var i = 0; i < row.Length; i++)
            _x[row[i]] = places[i];
    }
}
