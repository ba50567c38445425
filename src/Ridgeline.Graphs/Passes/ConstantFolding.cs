using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Graphs.Passes;

/// <summary>
/// Replaces nodes whose outputs are known before anything runs by constants: the shape arithmetic that exporters leave behind. Folding of large
/// tensors needs kernels and is the runtime's.
/// </summary>
public sealed class ConstantFolding : IPass
{
    /// <inheritdoc/>
    public string Name => "constant folding";

    /// <inheritdoc/>
    public void Run(Model model, DiagnosticBag diagnostics)
    {
        // Inference knows the contents; what it has to say of the model's mistakes is said when it runs for its own sake.
        var known = new ShapeInference().Infer(model, new DiagnosticBag());
        Fold(model.Graph, known);
    }

    private static void Fold(Graph graph, InferenceResult known)
    {
        foreach (var node in graph.Nodes)
        {
            foreach (var subgraph in node.Subgraphs) Fold(subgraph, known);
        }
        var outputs = new HashSet<Value>(graph.Outputs, ReferenceEqualityComparer.Instance);
        graph.Nodes.RemoveAll(node => IsFoldable(node, outputs) && TryFold(graph, node, known));
    }

    private static bool IsFoldable(Node node, HashSet<Value> outputs) =>
        OperatorTable.Find(node) is { Evaluate: not null } row && !row.Traits.HasFlag(Traits.Random)
        && node.Outputs.TrueForAll(o => o is null || !outputs.Contains(o));

    private static bool TryFold(Graph graph, Node node, InferenceResult known)
    {
        var constants = node.Outputs.ConvertAll(o => o is null ? null : known.ContentsOf(o)?.ToTensor());
        for (var i = 0; i < constants.Count; i++)
        {
            if (node.Outputs[i] is { } output && (constants[i] is null || (output.Tensor is { } type && type.Element != constants[i]!.Element))) return false;
        }
        // A weight seen in another shape is still one; zeros that a formula fills in are not.
        var isBuffer = !WeightRoles.Parameters(node).Any();
        for (var i = 0; i < constants.Count; i++)
        {
            if (node.Outputs[i] is not { } output) continue;
            output.IsBuffer = isBuffer;
            output.Constant = constants[i];
            output.Type = constants[i]!.Type;
            graph.Initializers.Add(output);
        }
        return true;
    }
}
