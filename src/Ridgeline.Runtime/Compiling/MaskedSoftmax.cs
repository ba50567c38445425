using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>softmax(scores scale + mask) along the last axis, as nodes of a plan.</summary>
/// <param name="Scores">What is scaled.</param>
/// <param name="Scale">By how much.</param>
/// <param name="Mask">What is added, or null.</param>
/// <param name="Members">The nodes: the softmax and what stands before it for it alone.</param>
internal sealed record MaskedSoftmax(Value Scores, float Scale, Value? Mask, List<PlanNode> Members)
{
    /// <summary>What a node is the end of; null if it is no softmax of floats along the last axis.</summary>
    public static MaskedSoftmax? Find(Rewriting rewriting, PlanNode node)
    {
        var plan = rewriting.Plan;
        if (node.Implementation.Role != Role.Softmax || rewriting.IsGone(node)) return null;
        if (plan.Dims(node.Inputs[0]) is not { Length: > 0 } dims || !rewriting.IsFloats(node.Inputs[0], dims)) return null;
        if (Softmaxes.Split(node.Node, node.Opset, dims) is not { Inner: 1 } split || split.Size != dims[^1] || split.Size == 0) return null;
        var (scores, scale, mask, members) = (node.Inputs[0]!, 1f, (Value?)null, new List<PlanNode> { node });
        if (Before(rewriting, scores, members) is { Implementation.Role: Role.Addition } adds && Addends(rewriting, adds, dims) is var (masked, added))
        {
            (scores, mask) = (masked, added);
            members.Add(adds);
        }
        if (Before(rewriting, scores, members) is { } scales && Factor(rewriting, scales) is var (scaled, factor) && rewriting.IsFloats(scaled, dims))
        {
            (scores, scale) = (scaled, factor);
            members.Add(scales);
        }
        return new(scores, scale, mask, members);
    }

    /// <summary>What a node multiplies with a constant number, and the number; null if it does something else.</summary>
    public static (Value Value, float Factor)? Factor(Rewriting rewriting, PlanNode node)
    {
        if (node.Inputs is not [{ } a, { } b]) return null;
        return node.Implementation.Role switch
        {
            Role.Multiplication when rewriting.Scalar(b) is { } factor => (a, factor),
            Role.Multiplication when rewriting.Scalar(a) is { } factor => (b, factor),
            Role.Division when rewriting.Scalar(b) is { } divisor => (a, 1 / divisor),
            _ => null,
        };
    }

    private static PlanNode? Before(Rewriting rewriting, Value value, List<PlanNode> members) =>
        rewriting.Maker(value) is { } maker && rewriting.IsPrivate(maker, members) ? maker : null;

    // The scores have all the dimensions; of two that have, the one that a product made or that was scaled counts as the scores.
    private static (Value Scores, Value Mask)? Addends(Rewriting rewriting, PlanNode adds, long[] dims)
    {
        if (adds.Inputs is not [{ } a, { } b] || a == b) return null;
        var (first, second) = (rewriting.IsFloats(a, dims), rewriting.IsFloats(b, dims));
        if (!first && !second) return null;
        var swaps = !first || (second && !IsMade(rewriting, a) && IsMade(rewriting, b));
        var (scores, mask) = swaps ? (b, a) : (a, b);
        if (rewriting.Plan.Element(mask) != ElementType.Float || rewriting.Plan.Dims(mask) is not { Length: > 0 } own) return null;
        return own[^1] == dims[^1] ? (scores, mask) : null;
    }

    private static bool IsMade(Rewriting rewriting, Value value) =>
        rewriting.Maker(value) is { } maker && (maker.Implementation.Role == Role.Product || Factor(rewriting, maker) is not null);
}
