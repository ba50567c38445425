using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>Replaces each call of a model's own function by the function's nodes, so that their work is counted where it happens.</summary>
public sealed class FunctionInlining : IPass
{
    // A function that calls two of the next level, thirty levels deep, is a billion nodes: no honest model comes near this.
    private const int MostNodes = 2_000_000;

    /// <inheritdoc/>
    public string Name => "function inlining";

    /// <inheritdoc/>
    public void Run(Model model, DiagnosticBag diagnostics)
    {
        if (model.Functions.Count == 0) return;
        var budget = MostNodes;
        Inline(model.Graph, new FunctionTable(model), 0, ref budget);
        if (budget > 0)
        {
            model.Functions.Clear();
            return;
        }
        diagnostics.Warning("GRAPH105", $"functions expand to more than {MostNodes:N0} nodes; calls beyond that stay unexpanded");
    }

    private static void Inline(Graph graph, FunctionTable functions, int depth, ref int budget)
    {
        var nodes = new List<Node>(graph.Nodes.Count);
        foreach (var node in graph.Nodes)
        {
            foreach (var subgraph in node.Subgraphs) Inline(subgraph, functions, depth, ref budget);
            if (functions.Find(node) is not { } function || depth >= FunctionTable.DeepestCall || budget <= 0)
            {
                nodes.Add(node);
                continue;
            }
            var body = FunctionTable.Instantiate(function, node);
            budget -= body.Nodes.Count + 1;
            Inline(body, functions, depth + 1, ref budget);
            graph.Initializers.AddRange(body.Initializers);
            nodes.AddRange(body.Nodes);
            nodes.AddRange(PassedThrough(function, node, body));
        }
        graph.Nodes.Clear();
        graph.Nodes.AddRange(nodes);
    }

    // An output that the body only hands through from an input is still the call's own value.
    private static IEnumerable<Node> PassedThrough(Function function, Node call, Graph body)
    {
        for (var i = 0; i < call.Outputs.Count && i < function.Body.Outputs.Count; i++)
        {
            var source = function.Body.Inputs.IndexOf(function.Body.Outputs[i]);
            if (call.Outputs[i] is not { } output || source < 0 || source >= call.Inputs.Count || body.Nodes.Exists(n => n.Outputs.Contains(output))) continue;
            var identity = new Node("Identity") { Name = $"{call.Label}/{output.Name}" };
            identity.Inputs.Add(call.Inputs[source]);
            identity.Outputs.Add(output);
            yield return identity;
        }
    }
}
