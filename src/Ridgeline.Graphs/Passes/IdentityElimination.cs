using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Passes;

/// <summary>Takes out nodes that hand their input on unchanged: those with the trait <see cref="Traits.HandsOn"/>. Dropout stays: it is a layer that profiles show.</summary>
public sealed class IdentityElimination : IPass
{
    /// <inheritdoc/>
    public string Name => "identity elimination";

    /// <inheritdoc/>
    public void Run(Model model, DiagnosticBag diagnostics)
    {
        var replaced = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        Eliminate(model.Graph, replaced);
    }

    private static void Eliminate(Graph graph, Dictionary<Value, Value> replaced)
    {
        var outputs = new HashSet<Value>(graph.Outputs, ReferenceEqualityComparer.Instance);
        var kept = new List<Node>(graph.Nodes.Count);
        foreach (var node in graph.Nodes)
        {
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                if (node.Inputs[i] is { } input && replaced.TryGetValue(input, out var source)) node.Inputs[i] = source;
            }
            foreach (var subgraph in node.Subgraphs) Eliminate(subgraph, replaced);
            // The name of a graph's output is its interface: that one keeps its Identity.
            if (HandsOn(node) && node.Outputs[0] is { } output && !outputs.Contains(output)) replaced[output] = node.Inputs[0]!;
            else kept.Add(node);
        }
        graph.Nodes.Clear();
        graph.Nodes.AddRange(kept);
        // A branch may return a value of the graph around it, and that one may be gone.
        for (var i = 0; i < graph.Outputs.Count; i++) graph.Outputs[i] = replaced.GetValueOrDefault(graph.Outputs[i], graph.Outputs[i]);
    }

    private static bool HandsOn(Node node) => node.Inputs.Count >= 1 && node.Inputs[0] is not null && node.Outputs.Count == 1
        && OperatorTable.Find(node) is { } row && row.Traits.HasFlag(Traits.HandsOn);
}
