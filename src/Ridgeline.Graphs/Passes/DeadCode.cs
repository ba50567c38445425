using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>Removes nodes and initializers that no output of the network depends on.</summary>
public sealed class DeadCode : IPass
{
    /// <inheritdoc/>
    public string Name => "dead code";

    /// <inheritdoc/>
    public void Run(Model model, DiagnosticBag diagnostics)
    {
        var live = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        Sweep(model.Graph, live);
    }

    // Nodes are in running order, so one walk from the last to the first finds all that is needed.
    private static void Sweep(Graph graph, HashSet<Value> live)
    {
        live.UnionWith(graph.Outputs);
        var kept = new Stack<Node>();
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            if (!node.Outputs.Exists(o => o is not null && live.Contains(o))) continue;
            kept.Push(node);
            foreach (var subgraph in node.Subgraphs) Sweep(subgraph, live);
            live.UnionWith(node.Inputs.OfType<Value>());
        }
        graph.Nodes.Clear();
        graph.Nodes.AddRange(kept);
        var inputs = new HashSet<Value>(graph.Inputs, ReferenceEqualityComparer.Instance);
        graph.Initializers.RemoveAll(i => !live.Contains(i) && !inputs.Contains(i));
    }
}
