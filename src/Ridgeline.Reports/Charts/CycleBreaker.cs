namespace Ridgeline.Reports.Charts;

/// <summary>Finds edges which, turned round, leave a graph without cycles.</summary>
internal static class CycleBreaker
{
    /// <summary>For each edge whether it closes a cycle in a walk depth first from the first node on.</summary>
    internal static bool[] ClosingEdges(int nodes, IReadOnlyList<(int From, int To)> edges)
    {
        var closing = new bool[edges.Count];
        var leaving = new List<int>[nodes];
        for (var i = 0; i < nodes; i++)
            leaving[i] = [];
        for (var e = 0; e < edges.Count; e++)
            leaving[edges[e].From].Add(e);

        var (next, onWalk, done) = (new int[nodes], new bool[nodes], new bool[nodes]);
        var walk = new Stack<int>();
        for (var start = 0; start < nodes; start++)
        {
            if (done[start])
                continue;
            walk.Push(start);
            onWalk[start] = true;
            // A stack of our own: a chain of thousands of blocks must not overflow the thread's.
            while (walk.TryPeek(out var node))
            {
                if (next[node] == leaving[node].Count)
                {
                    (onWalk[node], done[node]) = (false, true);
                    walk.Pop();
                    continue;
                }

                var edge = leaving[node][next[node]++];
                var to = edges[edge].To;
                closing[edge] = onWalk[to];
                if (onWalk[to] || done[to])
                    continue;
                walk.Push(to);
                onWalk[to] = true;
            }
        }

        return closing;
    }
}
