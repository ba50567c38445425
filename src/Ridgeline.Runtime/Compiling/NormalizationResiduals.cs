using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Draws the sum before a normalisation of rows into it (skip connection); a sum that others read as well becomes a second output.</summary>
internal static class NormalizationResiduals
{
    /// <summary>Fuses all that are there.</summary>
    public static void Run(Plan plan, RuntimeOptions options)
    {
        var rewriting = new Rewriting(plan, options);
        foreach (var node in plan.Nodes.ToList())
        {
            if (node.Implementation.Normalization?.Invoke(rewriting.About(node)) is { } known) Try(rewriting, node, known);
        }
        rewriting.Apply();
    }

    private static void Try(Rewriting rewriting, PlanNode node, RowNormalization known)
    {
        var plan = rewriting.Plan;
        if (rewriting.IsGone(node) || node.Inputs.Count > FusedNormalization.Residual) return;
        if (node.Inputs[0] is not { } sum || plan.Dims(sum) is not { } dims) return;
        if (rewriting.Maker(sum) is not { Implementation.Role: Role.Addition } adds || adds.Inputs is not [{ } a, { } b] || adds.Outputs.Count != 1) return;
        if (!rewriting.IsFloats(a, dims) || !rewriting.IsFloats(b, dims)) return;
        // The fused node stands where the sum was made, before all who read it: γ and β must be there already.
        if (node.Inputs.Skip(1).Any(i => i is not null && !plan.IsConstant(i))) return;
        var keeps = plan.Escapes(sum) || rewriting.Readers(sum).Any(r => r != node);
        Value?[] outputs = keeps ? [node.Outputs[0], sum] : [node.Outputs[0]];
        rewriting.Replace([adds, node], PlanNode.Fused(node, FusedNormalization.Row(known), [a, Parameter(node, 1), Parameter(node, 2), b], outputs), adds);
    }

    private static Value? Parameter(PlanNode node, int input) => input < node.Inputs.Count ? node.Inputs[input] : null;
}
