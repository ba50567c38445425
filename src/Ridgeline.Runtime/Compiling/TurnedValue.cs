using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>A value seen as another one with its axes in another order, times a number.</summary>
/// <param name="Source">Where the elements lie.</param>
/// <param name="Strides">Elements from one index to the next, along each axis of the value that is seen.</param>
/// <param name="Factor">The number.</param>
internal sealed record TurnedValue(Value Source, long[] Strides, float Factor)
{
    /// <summary>Goes back through transpositions and products with a number as far as they go.</summary>
    /// <param name="rewriting">The plan.</param>
    /// <param name="value">The value, of known dimensions.</param>
    /// <param name="members">Nodes that become one step; those gone through are added if they serve these alone.</param>
    public static TurnedValue Of(Rewriting rewriting, Value value, List<PlanNode> members)
    {
        var (factor, order) = (1f, Enumerable.Range(0, rewriting.Plan.Dims(value)!.Length).ToArray());
        while (rewriting.Maker(value) is { } maker && rewriting.IsPrivate(maker, members))
        {
            if (maker.Implementation.Role == Role.Transposition && rewriting.Plan.Dims(maker.Inputs[0]) is { } from)
            {
                var turned = Order(maker.Node, from.Length);
                order = Array.ConvertAll(order, axis => turned[axis]);
                value = maker.Inputs[0]!;
            }
            else if (MaskedSoftmax.Factor(rewriting, maker) is var (scaled, by) && rewriting.IsFloats(scaled, rewriting.Plan.Dims(value)))
            {
                (value, factor) = (scaled, factor * by);
            }
            else break;
            members.Add(maker);
        }
        var own = StridedCopy.Strides(rewriting.Plan.Dims(value)!);
        return new(value, Array.ConvertAll(order, axis => own[axis]), factor);
    }

    /// <summary>Which axis of the input each axis of a transposition's output is.</summary>
    public static int[] Order(Node node, int rank) =>
        node.Ints("perm") is { } given ? Array.ConvertAll(given, i => (int)i) : [.. Enumerable.Range(0, rank).Reverse()];
}
