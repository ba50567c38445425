using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Makes one step of neighbouring functions of each element: chains and small graphs of one and two operands, scalars and rows broadcast, over one shape of
/// results.
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
            if (rewriting.IsGone(node) || !ElementGroup.Serves(rewriting, node)) continue;
            var group = Gather(rewriting, node);
            if (group.Members.Count > 1) Fuse(rewriting, group);
        }
        rewriting.Apply();
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
        if (ElementProgram.Of(steps, group.Dims, group.Inputs.ConvertAll(i => rewriting.Plan.Dims(i)!)) is not { } program) return;
        var fused = PlanNode.Fused(group.Members[0], FusedElements.Row(program, group.Dims), group.Inputs, group.Members[0].Outputs);
        rewriting.Replace(group.Members, fused);
    }
}
