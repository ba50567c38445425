using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>Reductions along axes. Folding n elements into one takes n-1 operations.</summary>
internal static class Reductions
{
    private const Traits SavesX = Traits.SavesInputs;

    public static readonly Operator[] Rows =
    [
        new("ReduceSum", [1, 11, 13], Infer) { Work = Sums, Evaluate = x => Folded(x, (a, b) => a + b) },
        new("ReduceMean", [1, 11, 13, 18], Infer) { Work = x => Sums(x) + Times(x.OutCount(), div: 1) },
        new("ReduceProd", [1, 11, 13, 18], Infer) { Work = x => Count(mul: Folds(x)), Traits = SavesX, Evaluate = x => Folded(x, (a, b) => a * b) },
        new("ReduceMax", [1, 11, 12, 13, 18, 20], Infer) { Work = x => Count(cmp: Folds(x)), Traits = SavesX, Evaluate = x => Folded(x, DimArithmetic.Max) },
        new("ReduceMin", [1, 11, 12, 13, 18, 20], Infer) { Work = x => Count(cmp: Folds(x)), Traits = SavesX, Evaluate = x => Folded(x, DimArithmetic.Min) },

        // Sums of magnitudes, squares, exponentials; and their roots and logarithms.
        new("ReduceL1", [1, 11, 13, 18], Infer) { Work = x => Sums(x) + Count(cmp: x.InCount(0)), Traits = SavesX },
        new("ReduceL2", [1, 11, 13, 18], Infer) { Work = x => Sums(x) + Count(mul: x.InCount(0), div: x.OutCount()), Traits = SavesX },
        new("ReduceSumSquare", [1, 11, 13, 18], Infer) { Work = x => Sums(x) + Count(mul: x.InCount(0)), Traits = SavesX },
        new("ReduceLogSum", [1, 11, 13, 18], Infer) { Work = x => Sums(x) + Count(exp: x.OutCount()), Traits = SavesX },
        new("ReduceLogSumExp", [1, 11, 13, 18], Infer) { Work = CountLogSumExp, Traits = SavesX },

        new("ArgMax", [1, 11, 12, 13], InferArg) { Work = x => Count(cmp: Folds(x)), Traits = Traits.NoGradient },
        new("ArgMin", [1, 11, 12, 13], InferArg) { Work = x => Count(cmp: Folds(x)), Traits = Traits.NoGradient },

        // Running sums and products start from 0 and 1: one operation an element.
        new("CumSum", [11, 14], ShapeRules.SameAsInput) { Work = Adding() },
        new("CumProd", [26], ShapeRules.SameAsInput) { Work = Multiplying(), Traits = SavesX },

        new("TopK", [1, 10, 11, 24], InferTop) { Work = CountTop, Traits = Traits.None },
    ];

    /// <summary>The shape that a reduction leaves; null axes are all.</summary>
    public static Shape Reduced(Shape shape, long[]? axes, bool keep)
    {
        if (axes is null && !keep) return Shape.Scalar;
        if (!shape.HasRank) return Shape.Unknown;
        var all = Operators.Axes.All(shape.Rank);
        var gone = axes is null ? all : Array.ConvertAll(axes, a => InferenceContext.Axis(a, shape.Rank));
        if (keep) return Shape.Make(shape.Rank, i => Operators.Axes.Hold(gone, i) ? Dim.Of(1) : shape[i]);
        var kept = Array.FindAll(all, i => !Operators.Axes.Hold(gone, i));
        return Shape.Make(kept.Length, i => shape[kept[i]]);
    }

    private static bool Keeps(Node node) => node.Int("keepdims", 1) != 0;

    private static void Infer(InferenceContext x)
    {
        if (Axes(x, out var axes))
        {
            x.Output(0, x.Element(0), axes is [] ? x.Shape(0) : Reduced(x.Shape(0), axes, Keeps(x.Node)));
            return;
        }
        // Which axes is not known, but perhaps how many.
        var (shape, count) = (x.Shape(0), ShapeRules.DimOf(x.Shape(1), 0));
        if (!shape.HasRank) x.Output(0, x.Element(0), Shape.Unknown);
        else if (Keeps(x.Node)) x.Output(0, x.Element(0), Shape.OfRank(shape.Rank));
        else x.Output(0, x.Element(0), count.IsKnown && count.Value <= shape.Rank ? Shape.OfRank(shape.Rank - (int)count.Value) : Shape.Unknown);
    }

    // False if the axes are an input that is not known. Null axes are all; no axes are none.
    private static bool Axes(InferenceContext x, out long[]? axes)
    {
        var none = x.Node.Int("noop_with_empty_axes", 0) != 0 ? Array.Empty<long>() : null;
        axes = x.NumbersOrAttribute(1, "axes");
        var isKnown = axes is not null || !x.Has(1) || x.Shape(1).Elements == Dim.Of(0);
        if (axes is null or []) axes = none;
        return isKnown;
    }

    private static Int128 Folds(WorkContext x) => Int128.Max(x.InCount(0) - x.OutCount(), 0);

    private static Work Sums(WorkContext x) => Count(add: Folds(x));

    // The maximum is taken out first, so that no exponential overflows: n-1 comparisons, n subtractions, n exponentials, n-1 additions, a logarithm,
    // an addition.
    private static Work CountLogSumExp(WorkContext x)
    {
        Int128 inputs = x.InCount(0), outputs = x.OutCount(), folds = Folds(x);
        return Count(add: inputs + folds + outputs, cmp: folds, exp: inputs + outputs);
    }

    private static Contents? Folded(InferenceContext x, Func<Dim, Dim, Dim> fold)
    {
        if (x.Contents(0) is not { Integers: { Length: > 0 } values } from || !Axes(x, out var axes) || axes is []) return null;
        var kept = Reduced(Shape.Of(from.Dims), axes, keep: true).ToNumbers();
        var result = new Dim?[Tensor.CountOf(kept) ?? 0];
        var target = ContentsArithmetic.Indices(kept, from.Dims, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            result[target[i]] = result[target[i]] is { } soFar ? fold(soFar, values[i]) : values[i];
        }
        var dims = Reduced(Shape.Of(from.Dims), axes, Keeps(x.Node)).ToNumbers();
        return ContentsArithmetic.Make(from.Element, dims, Array.ConvertAll(result, r => r ?? Dim.Unknown));
    }

    private static void InferArg(InferenceContext x) =>
        x.Output(0, ElementType.Int64, Reduced(x.Shape(0), [x.Node.Int("axis", 0)], Keeps(x.Node)));

    private static void InferTop(InferenceContext x)
    {
        var shape = x.Shape(0);
        if (shape is { HasRank: true, Rank: 0 }) throw new InferenceException("a scalar has no best elements");
        if (shape.HasRank)
        {
            var axis = InferenceContext.Axis(x.Node.Int("axis", -1), shape.Rank);
            var k = x.Opset < 10 ? Dim.Of(x.Node.Int("k", 1)) : x.Integers(1) is [var given] ? given : Dim.Unknown;
            if (k.ValueOrNull > shape[axis].ValueOrNull) throw new InferenceException($"the {k} best of {shape[axis]} are asked for");
            shape = shape.With(axis, k);
        }
        x.Output(0, x.Element(0), shape);
        x.Output(1, ElementType.Int64, shape);
    }

    // A heap of the k best: each element takes as many comparisons as the heap is deep, ceil(log2(k + 1)).
    private static Work CountTop(WorkContext x)
    {
        var rank = x.In(0).Length;
        if (rank == 0) return default;
        var k = x.Out()[InferenceContext.Axis(x.Node.Int("axis", -1), rank)];
        return Count(cmp: x.InCount(0) * (64 - long.LeadingZeroCount(k)));
    }
}
