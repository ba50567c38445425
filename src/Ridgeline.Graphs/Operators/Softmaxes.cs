using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Softmax and its relatives, over rows of n. Softmax takes n-1 comparisons for the maximum, n subtractions, n exponentials, n-1 additions and n
/// divisions; its logarithm a logarithm and n subtractions instead of the divisions; the hard one n-1 comparisons.
/// </summary>
internal static class Softmaxes
{
    public static readonly Operator[] Rows =
    [
        new("Softmax", [1, 11, 13], InferAlongAxis) { Work = x => SoftmaxRows(x.OutCount() / Length(x), Length(x)), Traits = Traits.SavesOutputs },
        new("LogSoftmax", [1, 11, 13], InferAlongAxis) { Work = x => LogSoftmaxes(x.OutCount() / Length(x), Length(x)), Traits = Traits.SavesOutputs },
        new("Hardmax", [1, 11, 13], InferAlongAxis) { Work = x => Count(cmp: x.OutCount() / Length(x) * (Length(x) - 1)), Traits = Traits.NoGradient },
        new("QLinearSoftmax", [1], SameAsInput)
        {
            Domain = Domains.Microsoft, Traits = Traits.NoGradient,
            Work = x => SoftmaxRows(x.OutCount() / Length(x), Length(x)) + Times(x.OutCount(), add: 1, mul: 1),
        },
    ];

    /// <summary>The logarithm of softmax over <paramref name="rows"/> rows of <paramref name="n"/>.</summary>
    public static Work LogSoftmaxes(Int128 rows, Int128 n) => n == 0 ? default
        : Count(add: rows * ((3 * n) - 1), cmp: rows * (n - 1), exp: rows * (n + 1));

    private static void InferAlongAxis(InferenceContext x)
    {
        if (x.Shape(0) is { HasRank: true, Rank: > 0 } shape)
        {
            InferenceContext.Axis(x.Node.Int("axis", DefaultAxis(x.Opset)), shape.Rank, inclusive: x.Opset < 13);
        }
        SameAsInput(x);
    }

    private static long DefaultAxis(int opset) => opset < 13 ? 1 : -1;

    // Until version 12 a row was all that follows the axis, flattened. An empty tensor has rows of 1, of which there are none.
    private static Int128 Length(WorkContext x)
    {
        var dims = x.In(0);
        if (dims.Length == 0) return 1;
        var early = x.Node.Domain.Length == 0 ? x.Opset < 13 : x.Node.Int("opset", 13) < 13;
        var axis = InferenceContext.Axis(x.Node.Int("axis", early ? 1 : -1), dims.Length, inclusive: early);
        return Int128.Max(early ? WorkContext.Product(dims.AsSpan(axis)) : dims[axis], 1);
    }
}
