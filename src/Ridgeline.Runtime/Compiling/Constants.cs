using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Compiling;

/// <summary>A model's initializers.</summary>
internal static class Constants
{
    /// <summary>Adds an error RUN102 if weights have no data.</summary>
    public static void CheckPresent(Graph graph, DiagnosticBag diagnostics)
    {
        var absent = All(graph).FirstOrDefault(v => v.Constant is { Data.IsPresent: false });
        if (absent is null) return;
        diagnostics.Error("RUN102", $"the weight '{absent.Name}' has no data", hint: "a network of the zoo gets random weights with --weights seeded; a file's external data must lie beside it");
    }

    private static IEnumerable<Value> All(Graph graph) => graph.Initializers.Where(v => v.IsConstant)
        .Concat(graph.Nodes.SelectMany(n => n.Subgraphs).SelectMany(All));
}
