namespace Ridgeline.Reports.Charts;

/// <summary>Puts each node of an acyclic graph on a layer below all it depends on.</summary>
internal static class LayerOfNodes
{
    /// <summary>The longest path from a source; sources themselves come down to just above their first user.</summary>
    internal static int[] Of(int nodes, IReadOnlyList<(int From, int To)> edges, IReadOnlyList<int> order)
    {
        var above = Neighbours(nodes, edges.Select(edge => (edge.To, edge.From)));
        var below = Neighbours(nodes, edges);
        var layers = new int[nodes];
        foreach (var node in order)
            layers[node] = above[node].Count == 0 ? 0 : above[node].Max(other => layers[other]) + 1;
        foreach (var node in order)
        {
            if (above[node].Count == 0 && below[node].Count > 0)
                layers[node] = below[node].Min(other => layers[other]) - 1;
        }

        return layers;
    }

    /// <summary>An order in which each node follows all it depends on; ties go by number.</summary>
    internal static int[] TopologicalOrder(int nodes, IReadOnlyList<(int From, int To)> edges)
    {
        var below = Neighbours(nodes, edges);
        var waiting = new int[nodes];
        foreach (var (_, to) in edges)
            waiting[to]++;

        var order = new List<int>(nodes);
        for (var i = 0; i < nodes; i++)
        {
            if (waiting[i] == 0)
                order.Add(i);
        }

        for (var i = 0; i < order.Count; i++)
        {
            foreach (var to in below[order[i]])
            {
                if (--waiting[to] == 0)
                    order.Add(to);
            }
        }

        return [.. order];
    }

    internal static List<int>[] Neighbours(int nodes, IEnumerable<(int From, int To)> edges)
    {
        var lists = new List<int>[nodes];
        for (var i = 0; i < nodes; i++)
            lists[i] = [];
        foreach (var (from, to) in edges)
            lists[from].Add(to);
        return lists;
    }
}
