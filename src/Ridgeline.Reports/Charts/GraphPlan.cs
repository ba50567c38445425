namespace Ridgeline.Reports.Charts;

/// <summary>Where everything of a graph stands, from its own corner at (0, 0).</summary>
internal sealed class GraphPlan
{
    private const double RowGap = 26;
    private const double SteepGap = 0.05;
    private const double WidestGap = 64;
    private const double Gutter = 32;
    private const double LaneStart = 16;
    private const double LaneGap = 8;

    private readonly LayeredGraph _graph;
    private readonly double[] _x;
    private readonly double[] _tops;
    private readonly int[] _columns;
    private readonly double[] _left;
    private readonly double[] _right;
    private readonly List<int>[] _lanes;

    internal GraphPlan(LayeredGraph graph, double nodeWidth, double nodeHeight, double width, double columnHeight)
    {
        (_graph, NodeWidth, NodeHeight) = (graph, nodeWidth, nodeHeight);
        _x = RowPlaces.Of(graph, nodeWidth);
        _tops = new double[graph.Rows.Count];
        for (var i = 1; i < _tops.Length; i++)
            _tops[i] = _tops[i - 1] + nodeHeight + Gap(i);

        var starts = GraphFold.Cut(graph, Columns(width, columnHeight));
        _columns = [.. Enumerable.Range(0, _tops.Length).Select(layer => starts.Count(start => start <= layer) - 1)];
        _lanes = [.. starts.Select(start => start == 0 ? [] : GraphFold.Leaving(graph, start).Reverse().ToList())];
        (_left, _right) = (new double[starts.Length], new double[starts.Length]);
        Fold(starts);
    }

    internal double NodeWidth { get; }

    internal double NodeHeight { get; }

    internal double Width { get; private set; }

    internal double Height { get; private set; }

    /// <summary>The middle of a slot.</summary>
    internal double X(int slot) => _x[slot];

    internal double Top(int slot) => _tops[_graph.Layer(slot)];

    internal double Bottom(int slot) => Top(slot) + NodeHeight;

    /// <summary>The way between two columns: the height of its lane below, the place of its rise, the height of its lane above.</summary>
    /// <returns>Null where both slots stand in one column.</returns>
    internal (double Below, double Rise, double Above)? Passage(int upper, int lower)
    {
        var column = _columns[_graph.Layer(lower)];
        if (_columns[_graph.Layer(upper)] == column)
            return null;

        // The rightmost line takes the innermost lane below and the outermost above, so that lanes never cross.
        var lane = _lanes[column].IndexOf(upper);
        return (Bottom(upper) + LaneStart + lane * LaneGap,
            _right[column - 1] + LaneStart + lane * LaneGap,
            Top(lower) - LaneStart - (_lanes[column].Count - 1 - lane) * LaneGap);
    }

    private double Gap(int layer)
    {
        var reach = 0.0;
        foreach (var slot in _graph.Rows[layer])
        {
            foreach (var above in _graph.Above(slot))
                reach = Math.Max(reach, Math.Abs(_x[slot] - _x[above]));
        }

        // Lines that go far to the side need height, else they run flat through one another.
        return Math.Clamp(RowGap + reach * SteepGap, RowGap, WidestGap);
    }

    private int Columns(double width, double columnHeight)
    {
        var height = _tops[^1] + NodeHeight;
        var needed = (int)Math.Ceiling(height / columnHeight);
        var column = Enumerable.Range(0, _graph.Slots).Max(Edge) - Enumerable.Range(0, _graph.Slots).Min(slot => -Edge(slot, -1)) + 2 * Gutter;
        var fitting = Math.Max(1, (int)((width + 2 * Gutter) / column));
        return Math.Min(needed, fitting);
    }

    private double Edge(int slot) => Edge(slot, 1);

    private double Edge(int slot, int side) => side * _x[slot] + (_graph.IsNode(slot) ? NodeWidth / 2 : 1);

    private void Fold(int[] starts)
    {
        var deepest = _lanes.Max(lanes => lanes.Count);
        var head = deepest == 0 ? 0 : LaneStart + deepest * LaneGap;
        var at = 0.0;
        for (var column = 0; column < starts.Length; column++)
        {
            var end = column + 1 < starts.Length ? starts[column + 1] : _tops.Length;
            var slots = Enumerable.Range(starts[column], end - starts[column]).SelectMany(layer => _graph.Rows[layer]).ToList();
            var shift = at - slots.Min(slot => -Edge(slot, -1));
            foreach (var slot in slots)
                _x[slot] += shift;
            (_left[column], _right[column]) = (at, slots.Max(Edge));

            var lift = head - _tops[starts[column]];
            for (var layer = starts[column]; layer < end; layer++)
                _tops[layer] += lift;
            Height = Math.Max(Height, _tops[end - 1] + NodeHeight);
            Width = _right[column];
            var lanes = column + 1 < starts.Length ? _lanes[column + 1].Count : 0;
            at = _right[column] + LaneStart + lanes * LaneGap + Gutter;
        }

        Height += head;
    }
}
