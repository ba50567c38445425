using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Convolutions whose results are only put beside each other, along channels, write straight to their places there.</summary>
internal static class ConcatenationFusion
{
    /// <summary>Fuses each concatenation of channels-last convolutions with them.</summary>
    public static void Run(Plan plan)
    {
        var readers = plan.Readers();
        var makers = new Dictionary<Value, PlanNode>(ReferenceEqualityComparer.Instance);
        foreach (var node in plan.Nodes)
        {
            if (node.Implementation.Role == Role.ChannelsLastConvolution && node.Tail.Residual < 0) makers[node.Outputs[0]!] = node;
        }
        var gone = new HashSet<PlanNode>();
        plan.Nodes = plan.Nodes.ConvertAll(node => Fused(plan, node, readers, makers, gone) ?? node);
        plan.Nodes.RemoveAll(gone.Contains);
    }

    private static PlanNode? Fused(
        Plan plan, PlanNode node, Dictionary<Value, List<PlanNode>> readers, Dictionary<Value, PlanNode> makers, HashSet<PlanNode> gone)
    {
        if (node.Implementation.Role != Role.ChannelsLastConcatenation || plan.Dims(node.Outputs[0]) is not { } dims) return null;
        if (Shaping.Axis(node.Node.Int("axis", 1), dims.Length) != 1) return null;
        if (!node.Inputs.TrueForAll(i => i is not null && makers.ContainsKey(i) && readers[i].Count == 1 && !plan.Escapes(i))) return null;
        var parts = new List<ConvolutionPart>();
        var inputs = new List<Value?>();
        var firstFilter = 0;
        var covers = new List<Node>();
        foreach (var value in node.Inputs)
        {
            var maker = makers[value!];
            parts.Add(new(maker.Node, maker.Tail, inputs.Count, firstFilter, (int)dims[^1]));
            // A convolution reads three inputs: the next one's begin behind them.
            inputs.AddRange([maker.Inputs[0], maker.Inputs[1], maker.Inputs.ElementAtOrDefault(2)]);
            firstFilter += (int)plan.Dims(value)![^1];
            covers.AddRange(maker.Covers);
            gone.Add(maker);
        }
        covers.AddRange(node.Covers);
        var implementation = node.Implementation with { Role = Role.None, Prepare = p => ChannelsLastConvolution.PrepareBeside(p, parts) };
        var fused = PlanNode.Fused(node, implementation, inputs, node.Outputs);
        fused.Covers.Clear();
        fused.Covers.AddRange(covers);
        return fused;
    }
}
