using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Compiling;

/// <summary>A model's initializers as tensors of the runtime.</summary>
internal static class Constants
{
    /// <summary>Those of a graph and of the graphs inside it.</summary>
    public static Dictionary<Value, RuntimeTensor> Load(Graph graph)
    {
        var constants = new Dictionary<Value, RuntimeTensor>(ReferenceEqualityComparer.Instance);
        foreach (var value in All(graph))
        {
            constants[value] = value.Constant is { } dense ? TensorTransfer.ToRuntime(dense) : TensorTransfer.ToRuntime(value.SparseConstant!);
        }
        return constants;
    }

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
