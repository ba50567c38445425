using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Makes one step of neighbouring functions of each element: chains and small graphs of one and two operands, scalars and rows broadcast, over one shape of
/// results. What is dequantised before them is read as bytes, and what is quantised after them is written so.
/// </summary>
internal static class ElementwiseFusion
{
    private const int MostNodes = 24;

    /// <summary>Fuses all that are there.</summary>
    public static void Run(Plan plan, RuntimeOptions options)
    {
        var rewriting = new Rewriting(plan, options);
        // From the end: the node that makes a result gathers what serves it alone.
        foreach (var node in Enumerable.Reverse(plan.Nodes))
        {
            if (rewriting.IsGone(node) || !(ElementGroup.Serves(rewriting, node) || ElementGroup.Quantizes(rewriting, node))) continue;
            var group = Gather(rewriting, node);
            if (group.Members.Count > 1 || group.ReadsBytes) Fuse(rewriting, group);
        }
        rewriting.Apply();
        QuantizedMovement.RemoveUnread(plan);
    }

    private static ElementGroup Gather(Rewriting rewriting, PlanNode sink)
    {
        var group = new ElementGroup(rewriting, sink);
        for (var i = 0; i < group.Members.Count && group.Members.Count < MostNodes; i++)
        {
            var makers = group.Operands(group.Members[i]).Select(rewriting.Maker).OfType<PlanNode>();
            foreach (var maker in makers.Where(m => Joins(rewriting, group, m)).ToList())
            {
                if (group.Members.Contains(maker)) continue;
                group.Members.Add(maker);
                // Those passed over before may serve the group alone now.
                i = -1;
            }
        }
        return group;
    }

    private static bool Joins(Rewriting rewriting, ElementGroup group, PlanNode node) =>
        ElementGroup.Serves(rewriting, node) && rewriting.IsFloats(node.Outputs[0], group.Dims) && rewriting.IsPrivate(node, group.Members);

    private static void Fuse(Rewriting rewriting, ElementGroup group)
    {
        var steps = group.Steps();
        var plan = rewriting.Plan;
        if (ElementProgram.Of(steps, group.Dims, group.Inputs.ConvertAll(i => plan.Dims(i)!), bytes: group.Bytes) is not { } program) return;
        var sink = group.Members[0];
        var row = FusedElements.Row(program, group.Dims, plan.Element(sink.Outputs[0]), group.Bytes.TrueForAll(b => b is null));
        var fused = PlanNode.Fused(sink, row, group.Inputs, sink.Outputs);
        rewriting.Replace(group.Members, fused);
    }
}
