using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>Replaces each call of a model's own function by the function's nodes, so that their work is counted where it happens.</summary>
public sealed class FunctionInlining : IPass
{
    /// <inheritdoc/>
    public string Name => "function inlining";

    /// <inheritdoc/>
    public void Run(Model model, DiagnosticBag diagnostics)
    {
        if (model.Functions.Count == 0) return;
        var expansion = new Expansion(model);
        expansion.Inline(model.Graph, 0);
        // Versions of one operator set may differ between a function and its model, but not in an operator that the function uses: so says ONNX.
        foreach (var (domain, version) in model.Functions.SelectMany(f => f.Opsets)) model.Opsets.TryAdd(domain, version);
        if (expansion.Stopped) diagnostics.Warning("GRAPH105", "functions expand without end, or nearly so; calls beyond the bound stay unexpanded");
        else model.Functions.Clear();
    }

    private sealed class Expansion(Model model)
    {
        // A function that calls two of the next level, thirty levels deep, is a billion nodes: no honest model comes near this.
        private const int MostNodes = 2_000_000;

        private readonly FunctionTable _functions = new(model);
        private readonly HashSet<string> _names = Names(model.Graph);
        private int _nodes;

        /// <summary>Whether a call was left as it is.</summary>
        public bool Stopped { get; private set; }

        public void Inline(Graph graph, int depth)
        {
            var nodes = new List<Node>(graph.Nodes.Count);
            foreach (var node in graph.Nodes)
            {
                foreach (var subgraph in node.Subgraphs) Inline(subgraph, depth);
                if (_functions.Find(node) is not { } function)
                {
                    nodes.Add(node);
                    continue;
                }
                if (depth >= FunctionTable.DeepestCall || _nodes > MostNodes)
                {
                    nodes.Add(node);
                    Stopped = true;
                    continue;
                }
                var body = FunctionTable.Instantiate(function, node, _names);
                _nodes += 1 + body.AllNodes().Count();
                Inline(body, depth + 1);
                graph.Initializers.AddRange(body.Initializers);
                nodes.AddRange(body.Nodes);
            }
            graph.Nodes.Clear();
            graph.Nodes.AddRange(nodes);
        }

        private static HashSet<string> Names(Graph graph)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var value in graph.Inputs.Concat(graph.Initializers)) names.Add(value.Name);
            foreach (var node in graph.Nodes)
            {
                names.UnionWith(node.Outputs.OfType<Value>().Select(o => o.Name));
                foreach (var body in node.Subgraphs) names.UnionWith(Names(body));
            }
            return names;
        }
    }
}
