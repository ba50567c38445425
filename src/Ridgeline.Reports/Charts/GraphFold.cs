namespace Ridgeline.Reports.Charts;

/// <summary>Cuts a long graph into columns that stand side by side, where few lines cross the cut.</summary>
internal static class GraphFold
{
    private const double Search = 0.2;

    /// <summary>With more lines than this across a cut, folding costs the eye more than scrolling does.</summary>
    private const int MostLines = 3;

    /// <summary>The first layer of each column, or one column where a cut would go through too many lines.</summary>
    internal static int[] Cut(LayeredGraph graph, int columns)
    {
        var layers = graph.Rows.Count;
        var starts = new List<int> { 0 };
        for (var column = 1; column < columns; column++)
        {
            var ideal = (double)column * layers / columns;
            var reach = Search * layers / columns;
            var from = Math.Max(starts[^1] + 1, (int)Math.Ceiling(ideal - reach));
            var to = Math.Min(layers - 1, (int)Math.Floor(ideal + reach));
            if (from > to)
                continue;
            starts.Add(Enumerable.Range(from, to - from + 1)
                .OrderBy(layer => Crossing(graph, layer)).ThenBy(layer => Math.Abs(layer - ideal)).First());
        }

        return starts.Skip(1).Any(start => Crossing(graph, start) > MostLines) ? [0] : [.. starts];
    }

    /// <summary>The slots above a cut whose lines go on below it, from left to right.</summary>
    internal static IEnumerable<int> Leaving(LayeredGraph graph, int start) =>
        graph.Rows[start - 1].Where(slot => graph.Below(slot).Count > 0);

    private static int Crossing(LayeredGraph graph, int start) => Leaving(graph, start).Count();
}
