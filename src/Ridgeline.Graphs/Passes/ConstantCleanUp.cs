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
        var outputs = new HashSet<Value>(graph.Outputs, ReferenceEqualityComparer.Instance);
        graph.Nodes.RemoveAll(node => OperatorTable.Find(node) is { Traits: var traits } && traits.HasFlag(Traits.Constant) && Lift(graph, node, outputs));
    }

    private static bool Lift(Graph graph, Node node, HashSet<Value> outputs)
    {
        // A graph's outputs are made by nodes: that constant stays.
        if (node.Outputs is not [{ } output] || outputs.Contains(output)) return false;
        var content = node.Attributes.Values.FirstOrDefault(a => a.Name.Contains("value", StringComparison.Ordinal))?.Content;
        output.SparseConstant = content as SparseTensor;
        output.Constant = content switch
        {
            Tensor tensor => tensor,
            long number => Tensor.OfInt64([number]),
            float real => Tensor.OfFloat([real]),
            ReadOnlyMemory<byte> text => new(ElementType.String, [], new StringData([text])),
            long[] numbers => Tensor.OfInt64(numbers, numbers.Length),
            float[] reals => Tensor.OfFloat(reals, reals.Length),
            ReadOnlyMemory<byte>[] texts => new(ElementType.String, [texts.Length], new StringData(texts)),
            _ => null,
        };
        if (!output.IsConstant) return false;
        output.Type = output.Constant?.Type ?? (DataType)output.SparseConstant!.Type;
        graph.Initializers.Add(output);
        return true;
    }
}
