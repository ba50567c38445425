using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Compiling;

/// <summary>The values that a subgraph uses and does not make: those of the graphs around it.</summary>
internal static class FreeValues
{
    /// <summary>Those of a graph, to any depth.</summary>
    public static HashSet<Value> Of(Graph graph)
    {
        var used = new HashSet<Value>(graph.Outputs, ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes)
        {
            used.UnionWith(node.Inputs.OfType<Value>());
            foreach (var subgraph in node.Subgraphs) used.UnionWith(Of(subgraph));
        }
        used.ExceptWith(graph.Inputs);
        used.ExceptWith(graph.Initializers);
        used.ExceptWith(graph.Nodes.SelectMany(n => n.Outputs).OfType<Value>());
        return used;
    }
}
