using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Cached keys and values, [batch, heads, past, size], with new ones put behind them.</summary>
/// <param name="Past">Rows of the caches.</param>
/// <param name="PastKeys">The cached keys.</param>
/// <param name="PastValues">The cached values.</param>
/// <param name="NewKeys">The keys put behind, with strides as attention reads K: [batch, heads, head size, keys].</param>
/// <param name="NewValues">The values put behind: [batch, heads, keys, value size].</param>
/// <param name="Keys">Both kinds of keys together.</param>
/// <param name="Values">Both kinds of values together.</param>
internal sealed record GrownCache(long Past, Value PastKeys, Value PastValues, TurnedValue NewKeys, TurnedValue NewValues, Value Keys, Value Values)
{
    /// <summary>The cache that keys and values come from; the nodes that join it are added to the members. Null if there is none.</summary>
    public static GrownCache? Find(Rewriting rewriting, TurnedValue keys, TurnedValue values, List<PlanNode> members)
    {
        if (Joining(rewriting, keys.Source, members) is not { } joinsKeys) return null;
        if (Joining(rewriting, values.Source, members) is not { } joinsValues || joinsKeys == joinsValues) return null;
        var plan = rewriting.Plan;
        var (size, valueSize, all) = (plan.Dims(keys.Source)!, plan.Dims(values.Source)!, StridedCopy.Strides(plan.Dims(keys.Source)!));
        // The cache lies as it is put out: K seen with its last two axes turned, V as it is.
        if (!keys.Strides.AsSpan().SequenceEqual([all[0], all[1], 1, all[2]]) || !values.Strides.AsSpan().SequenceEqual(StridedCopy.Strides(valueSize))) return null;
        var past = plan.Dims(joinsKeys.Inputs[0])![2];
        if (past != plan.Dims(joinsValues.Inputs[0])![2] || size[2] != valueSize[2]) return null;
        List<PlanNode> whole = [.. members, joinsKeys, joinsValues];
        var (k, v) = (TurnedValue.Of(rewriting, joinsKeys.Inputs[1]!, whole), TurnedValue.Of(rewriting, joinsValues.Inputs[1]!, whole));
        if (k.Factor != 1 || v.Factor != 1 || k.Strides[^1] != 1 || v.Strides[^1] != 1) return null;
        members.Clear();
        members.AddRange(whole);
        var newKeys = k with { Strides = [k.Strides[0], k.Strides[1], k.Strides[3], k.Strides[2]] };
        return new(past, joinsKeys.Inputs[0]!, joinsValues.Inputs[0]!, newKeys, v, keys.Source, values.Source);
    }

    // Two tensors of four dimensions, one behind the other along the third, whose result nobody reads between here and the end.
    private static PlanNode? Joining(Rewriting rewriting, Value value, List<PlanNode> members)
    {
        var plan = rewriting.Plan;
        if (rewriting.Maker(value) is not { Implementation.Role: Role.Concatenation } node || node.Inputs is not [{ } past, { } added] || past == added) return null;
        if (plan.Dims(value) is not { Length: 4 } || plan.Dims(past) is not { Length: 4 } || plan.Dims(added) is not { Length: 4 } || plan.Captured.Contains(value)) return null;
        if (plan.Element(past) != ElementType.Float || Shaping.Axis(node.Node.Int("axis", 0), 4) != 2) return null;
        return rewriting.Readers(value).All(members.Contains) ? node : null;
    }
}
