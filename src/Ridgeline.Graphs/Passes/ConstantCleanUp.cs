using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Passes;

/// <summary>Turns Constant nodes into initializers: one form for what is known beforehand.</summary>
public sealed class ConstantCleanUp : IPass
{
    /// <inheritdoc/>
    public string Name => "constant clean-up";

    /// <inheritdoc/>
    public void Run(Model model, DiagnosticBag diagnostics) => CleanUp(model.Graph);

    private static void CleanUp(Graph graph)
    {
        foreach (var node in graph.Nodes)
        {
            foreach (var subgraph in node.Subgraphs) CleanUp(subgraph);
        }
        graph.Nodes.RemoveAll(node => OperatorTable.Find(node) is { Traits: var traits } && traits.HasFlag(Traits.Constant) && Lift(graph, node));
    }

    private static bool Lift(Graph graph, Node node)
    {
        if (node.Outputs is not [{ } output] || graph.Outputs.Contains(output)) return false;
        var attribute = node.Attributes.Values.FirstOrDefault();
        switch (attribute?.Content)
        {
            case Tensor tensor: output.Constant = tensor; break;
            case SparseTensor sparse: output.SparseConstant = sparse; break;
            case long number: output.Constant = Tensor.OfInt64([number]); break;
            case float real: output.Constant = Tensor.OfFloat([real]); break;
            case long[] numbers: output.Constant = Tensor.OfInt64(numbers, numbers.Length); break;
            case float[] reals: output.Constant = Tensor.OfFloat(reals, reals.Length); break;
            default: return false;
        }
        output.Type = output.Constant?.Type ?? (DataType)output.SparseConstant!.Type;
        graph.Initializers.Add(output);
        return true;
    }
}
