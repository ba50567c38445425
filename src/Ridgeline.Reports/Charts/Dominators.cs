namespace Ridgeline.Reports.Charts;

/// <summary>For each node the last one that all paths to it go through: where the branches that it joins began.</summary>
/// <remarks>A join drawn straight below its dominator gives residual networks one straight spine.</remarks>
internal static class Dominators
{
    /// <summary>The immediate dominator of each node, or -1 where paths share no node.</summary>
    internal static int[] Of(int nodes, IReadOnlyList<(int From, int To)> edges, IReadOnlyList<int> order)
    {
        var above = LayerOfNodes.Neighbours(nodes, edges.Select(edge => (edge.To, edge.From)));
        var (rank, dominator) = (new int[nodes], new int[nodes]);
        for (var i = 0; i < order.Count; i++)
            rank[order[i]] = i;

        foreach (var node in order)
        {
            var common = above[node].Count == 0 ? -1 : above[node][0];
            foreach (var other in above[node].Skip(1))
                common = Meet(common, other, rank, dominator);
            dominator[node] = common;
        }

        return dominator;
    }

    private static int Meet(int a, int b, int[] rank, int[] dominator)
    {
        while (a != b && a >= 0 && b >= 0)
        {
            if (rank[a] > rank[b])
                a = dominator[a];
            else
                b = dominator[b];
        }

        return a == b ? a : -1;
    }
}
