using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Profiling;

/// <summary>
/// Which values a backward pass finds gradients of: those that a parameter had a part in and that have a part in an output of the network.
/// </summary>
internal sealed class GradientFlow
{
    private readonly HashSet<Value> _wants = new(ReferenceEqualityComparer.Instance);

    /// <summary>Follows the parameters forward through a graph, and the outputs back.</summary>
    public GradientFlow(Graph graph)
    {
        var trained = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes.Where(Passes))
        {
            if (HasParameters(node) || StorageMap.Reads(node).Any(trained.Contains)) trained.UnionWith(node.Outputs.OfType<Value>());
        }
        var reached = new HashSet<Value>(graph.Outputs, ReferenceEqualityComparer.Instance);
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            var wanted = node.Outputs.Where(o => o is not null && trained.Contains(o) && reached.Contains(o)).ToList();
            foreach (var output in wanted) _wants.Add(output!);
            if (wanted.Count > 0) reached.UnionWith(StorageMap.Reads(node));
        }
    }

    /// <summary>Whether a value gets a gradient.</summary>
    public bool Wants(Value value) => _wants.Contains(value);

    /// <summary>Whether a node has a backward step.</summary>
    public bool HasBackward(Node node) => node.Outputs.Exists(o => o is not null && _wants.Contains(o));

    /// <summary>
    /// How often the backward pass does the forward's products: once for the gradient of a weight, once for the gradient of each activation that wants
    /// one, at most twice (a product has two sides).
    /// </summary>
    public int Products(Node node) => OperatorTable.Find(node) is { } row && row.Traits.HasFlag(Traits.Product)
        ? Math.Min(2, (HasParameters(node) ? 1 : 0) + node.Inputs.Count(i => i is not null && _wants.Contains(i)))
        : 0;

    private static bool Passes(Node node) => OperatorTable.Find(node) is not { } row || !row.Traits.HasFlag(Traits.NoGradient);

    private static bool HasParameters(Node node) => WeightRoles.Parameters(node).Any()
        || node.Subgraphs.SelectMany(g => g.AllNodes()).Any(n => WeightRoles.Parameters(n).Any());
}
