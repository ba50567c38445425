using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Draws a scale and a mask into the softmax that follows: softmax(x c + mask), x / c, either alone.</summary>
internal static class SoftmaxFusion
{
    /// <summary>Fuses all that are there.</summary>
    public static void Run(Plan plan, RuntimeOptions options)
    {
        var rewriting = new Rewriting(plan, options);
        foreach (var node in plan.Nodes.ToList())
        {
            if (MaskedSoftmax.Find(rewriting, node) is not { Members.Count: > 1 } found || FusedSoftmax.MaskRows(plan, found) is not { } mask) continue;
            Value?[] inputs = found.Mask is null ? [found.Scores] : [found.Scores, found.Mask];
            rewriting.Replace(found.Members, PlanNode.Fused(node, FusedSoftmax.Row(found.Scale, mask), inputs, node.Outputs));
        }
        rewriting.Apply();
    }
}
