using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Makes one step of attention that a framework wrote out: softmax(scale Q K' + mask) V for all heads, with the transpositions and scalings about it. Q, K
/// and V are read from where they lie, the result is written in the order in which the next node wants it. A cache that K and V are put behind is copied
/// on the way.
/// </summary>
internal static class AttentionFusion
{
    /// <summary>Fuses all that are there.</summary>
    public static void Run(Plan plan, RuntimeOptions options)
    {
        var rewriting = new Rewriting(plan, options);
        foreach (var node in plan.Nodes.ToList())
        {
            if (MaskedSoftmax.Find(rewriting, node) is { } weights) Try(rewriting, node, weights);
        }
        rewriting.Apply();
    }

    private static void Try(Rewriting rewriting, PlanNode softmax, MaskedSoftmax weights)
    {
        var plan = rewriting.Plan;
        if (plan.Dims(weights.Scores) is not { Length: 3 or 4 } scores) return;
        if (rewriting.OnlyReader(softmax.Outputs[0]) is not { } mixes || !IsProduct(rewriting, mixes)) return;
        if (rewriting.Maker(weights.Scores) is not { } compares || !IsProduct(rewriting, compares) || mixes.Inputs[0] != softmax.Outputs[0]) return;
        List<PlanNode> members = [.. weights.Members, compares, mixes];
        if (!rewriting.IsPrivate(compares, members)) return;
        var (q, k, v) = (compares.Inputs[0]!, compares.Inputs[1]!, mixes.Inputs[1]!);
        if (!SameStack(plan, scores, q, k, v) || (weights.Mask is not null && !Masks(plan.Dims(weights.Mask)!, scores))) return;
        var (last, turned) = Result(rewriting, mixes, scores.Length);
        if (last != mixes) members.Add(last);
        var (queries, keys, values) = (TurnedValue.Of(rewriting, q, members), TurnedValue.Of(rewriting, k, members), TurnedValue.Of(rewriting, v, members));
        var sizes = new AttentionSizes(scores, plan.Dims(q)![^1], plan.Dims(v)![^1]);
        if (values.Factor != 1 || queries.Strides[^1] != 1 || keys.Strides[^2] != 1 || values.Strides[^1] != 1) return;
        var scale = weights.Scale * queries.Factor * keys.Factor;
        var cache = keys.Factor == 1 ? GrownCache.Find(rewriting, keys, values, members) : null;
        if (cache is not null) (keys, values) = (cache.NewKeys, cache.NewValues);
        var row = FusedAttention.Row(sizes, scale, queries.Strides, keys.Strides, values.Strides, turned, cache?.Past ?? 0);
        Value?[] inputs = [queries.Source, keys.Source, values.Source, weights.Mask, cache?.PastKeys, cache?.PastValues];
        Value?[] outputs = cache is null ? [last.Outputs[0]] : [last.Outputs[0], cache.Keys, cache.Values];
        rewriting.Replace(members, PlanNode.Fused(compares, row, inputs, outputs));
    }

    private static bool IsProduct(Rewriting rewriting, PlanNode node) =>
        node.Implementation.Role == Role.Product && node.Inputs is [{ } a, { } b]
        && !rewriting.Plan.IsConstant(b) && rewriting.Plan.Dims(a) is { } x && rewriting.IsFloats(a, x) && rewriting.Plan.Dims(b) is { } y && rewriting.IsFloats(b, y);

    // [stack, queries, size] x [stack, size, keys], [stack, queries, keys] x [stack, keys, value size], the stacks all the same.
    private static bool SameStack(Plan plan, long[] scores, Value q, Value k, Value v) => Array.TrueForAll([q, k, v],
        value => plan.Dims(value) is { } dims && dims.Length == scores.Length && dims.AsSpan(..^2).SequenceEqual(scores.AsSpan(..^2)));

    private static bool Masks(long[] mask, long[] scores)
    {
        for (var i = 2; i <= mask.Length; i++)
        {
            if (mask[^i] != 1 && mask[^i] != scores[^i]) return false;
        }
        return mask.Length <= scores.Length;
    }

    // A transposition that alone reads the result, and that puts the heads beside each other, is only another place to write to.
    private static (PlanNode Last, bool Turned) Result(Rewriting rewriting, PlanNode mixes, int rank)
    {
        if (rewriting.OnlyReader(mixes.Outputs[0]) is not { Implementation.Role: Role.Transposition } turns) return (mixes, false);
        int[] beside = rank == 4 ? [0, 2, 1, 3] : [1, 0, 2];
        return TurnedValue.Order(turns.Node, rank).AsSpan().SequenceEqual(beside) ? (turns, true) : (mixes, false);
    }
}
