using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Reading;

/// <summary>Puts nodes into an order in which they can run, as close to the file's as can be.</summary>
internal static class NodeOrder
{
    private const int ShownOnCycle = 5;

    public static void Sort(Graph graph, ReadSession session)
    {
        var makers = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (var output in graph.Nodes[i].Outputs.OfType<Value>()) makers[output] = i;
        }
        var needs = graph.Nodes.ConvertAll(n => Uses(n).Select(v => makers.GetValueOrDefault(v, -1)).Where(m => m >= 0).Distinct().ToArray());
        var order = Order(needs);
        if (order.Count < needs.Count)
        {
            session.Error("ONNX113", null, $"nodes of the graph {Quoted.Text(graph.Name)} need each other's outputs in a circle: {Cycle(graph, needs, order)}",
                "A network cannot run in circles; a recurrence is written with Loop or Scan.");
            return;
        }
        var sorted = order.ConvertAll(i => graph.Nodes[i]);
        graph.Nodes.Clear();
        graph.Nodes.AddRange(sorted);
        session.Warn("ONNX114", null, $"nodes of the graph {Quoted.Text(graph.Name)} stand before what they need; they were put in order");
    }

    // What a node reads itself and what its subgraphs reach for from outside.
    private static IEnumerable<Value> Uses(Node node) => node.Inputs.OfType<Value>().Concat(node.Subgraphs.SelectMany(Uses));

    private static IEnumerable<Value> Uses(Graph graph) => graph.Nodes.SelectMany(Uses).Concat(graph.Outputs);

    private static List<int> Order(List<int[]> needs)
    {
        var waiting = needs.ConvertAll(n => n.Length);
        var users = new List<int>?[needs.Count];
        for (var i = 0; i < needs.Count; i++)
        {
            foreach (var need in needs[i]) (users[need] ??= []).Add(i);
        }
        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, needs.Count).Where(i => waiting[i] == 0).Select(i => (i, i)));
        var order = new List<int>(needs.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(next);
            foreach (var user in users[next] ?? [])
            {
                if (--waiting[user] == 0) ready.Enqueue(user, user);
            }
        }
        return order;
    }

    // From any node that never ran, going from need to need must come back to where it was.
    private static string Cycle(Graph graph, List<int[]> needs, List<int> order)
    {
        var ran = order.ToHashSet();
        var step = Enumerable.Range(0, needs.Count).First(i => !ran.Contains(i));
        var path = new OrderedDictionary<int, int>();
        while (path.TryAdd(step, step)) step = needs[step].First(n => !ran.Contains(n));
        var circle = path.Keys.Skip(path.IndexOf(step)).Reverse().Select(i => Quoted.Text(graph.Nodes[i].Label)).ToList();
        return string.Join(" -> ", circle.Take(ShownOnCycle)) + (circle.Count > ShownOnCycle ? $" -> ... ({circle.Count} nodes)" : $" -> {circle[0]}");
    }
}
