namespace Ridgeline.Reports.Charts;

/// <summary>Orders the slots of each layer so that few lines cross: each slot moves to the mean place of its neighbours.</summary>
internal static class RowOrder
{
    private const int Sweeps = 10;

    /// <summary>Graphs with more slots get fewer sweeps: a picture should not keep anyone waiting.</summary>
    private const int ManySlots = 8000;

    internal static void Improve(LayeredGraph graph)
    {
        var rows = graph.Rows.Select(row => row.ToArray()).ToArray();
        var place = new int[graph.Slots];
        foreach (var row in rows)
            Number(row, place);

        var (best, fewest) = (Copy(rows), Crossings(graph, rows, place));
        var sweeps = graph.Slots > ManySlots ? 2 : Sweeps;
        for (var sweep = 0; sweep < sweeps && fewest > 0; sweep++)
        {
            if (sweep % 2 == 0)
            {
                for (var i = 1; i < rows.Length; i++)
                    Sort(rows, i, place, graph.Above);
            }
            else
            {
                for (var i = rows.Length - 2; i >= 0; i--)
                    Sort(rows, i, place, graph.Below);
            }

            var crossings = Crossings(graph, rows, place);
            if (crossings < fewest)
                (best, fewest) = (Copy(rows), crossings);
        }

        graph.Arrange(best);
    }

    /// <summary>How many pairs of lines cross, over all pairs of layers.</summary>
    internal static long Crossings(LayeredGraph graph, IReadOnlyList<int[]> rows, int[] place)
    {
        var crossings = 0L;
        for (var i = 0; i + 1 < rows.Count; i++)
        {
            // A Fenwick tree over the places of the lower row counts the lines already drawn that end further right.
            var (tree, drawn) = (new int[rows[i + 1].Length + 1], 0);
            foreach (var upper in rows[i])
            {
                foreach (var lower in graph.Below(upper))
                    crossings += drawn - Before(tree, place[lower] + 1);
                foreach (var lower in graph.Below(upper))
                {
                    for (var at = place[lower] + 1; at < tree.Length; at += at & -at)
                        tree[at]++;
                    drawn++;
                }
            }
        }

        return crossings;
    }

    private static int Before(int[] tree, int count)
    {
        var sum = 0;
        for (; count > 0; count -= count & -count)
            sum += tree[count];
        return sum;
    }

    private static void Sort(int[][] rows, int index, int[] place, Func<int, IReadOnlyList<int>> neighbours)
    {
        // A slot without neighbours on that side stays where it is; the sort is stable, so ties keep their order.
        rows[index] = [.. rows[index].OrderBy(slot => neighbours(slot) is { Count: > 0 } near ? near.Average(n => place[n]) : place[slot])];
        Number(rows[index], place);
    }

    private static void Number(int[] row, int[] place)
    {
        for (var i = 0; i < row.Length; i++)
            place[row[i]] = i;
    }

    private static int[][] Copy(int[][] rows) => [.. rows.Select(row => row.ToArray())];
}
