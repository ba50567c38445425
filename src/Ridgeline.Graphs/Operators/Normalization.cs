using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Normalisations: rows of n elements are brought to a common mean, spread or sum. Counted a row: the mean is n-1 additions and a division;
/// centring n subtractions; the variance n multiplications, n-1 additions, a division; epsilon an addition; root and reciprocal two divisions;
/// then n multiplications to normalise, n to scale, n additions of the bias. For the backward pass mean and reciprocal deviation of each row are kept.
/// </summary>
internal static class Normalization
{
    private const Traits SavesX = Traits.SavesInputs;
    private const Traits SavesXAndY = Traits.SavesInputs | Traits.SavesOutputs;
    private const string Ms = Domains.Microsoft;

    public static readonly Operator[] Rows =
    [
        new("BatchNormalization", [1, 6, 7, 9, 14, 15], InferBatch)
        {
            Buffers = [3, 4],
            Work = CountBatch, Traits = SavesX, SavedExtra = x => 8 * x.InCount(1),
        },
        new("InstanceNormalization", [1, 6, 22], SameAsInput) { Work = CountPlanes, Traits = SavesX, SavedExtra = x => SavedBytes(x, 2 * Planes(x)) },
        new("GroupNormalization", [18, 21], SameAsInput) { Work = CountGroups, Traits = SavesX, SavedExtra = x => SavedBytes(x, 2 * Groups(x)) },
        new("LayerNormalization", [17], InferLayer) { Work = CountLayer, Traits = SavesX, SavedExtra = x => 8 * RowsOf(x) },
        new("RMSNormalization", [23], InferScaled) { Work = CountRootMeanSquare, Traits = SavesX, SavedExtra = x => 4 * RowsOf(x) },
        new("SimplifiedLayerNormalization", [1], InferSimplified) { Work = CountRootMeanSquare, Traits = SavesX, SavedExtra = x => 4 * RowsOf(x) },
        new("SimplifiedLayerNormalization", [1], InferSimplified) { Domain = Ms, Work = CountRootMeanSquare, Traits = SavesX, SavedExtra = x => 4 * RowsOf(x) },
        new("MeanVarianceNormalization", [9, 13], SameAsInput) { Work = CountMeanVariance, Traits = SavesXAndY },
        new("LpNormalization", [1, 22], SameAsInput) { Work = CountLp, Traits = SavesXAndY },
        new("LRN", [1, 13], SameAsInput) { Work = CountLocalResponse, Traits = SavesXAndY, SavedExtra = x => SavedBytes(x, x.OutCount()) },
    ];

    /// <summary>Rows of n brought to mean 0 and variance 1, then scaled and shifted where asked for.</summary>
    public static Work Centred(Int128 rows, Int128 n, bool scale, bool bias) => n == 0 ? default : Count(
        add: rows * ((3 * n) - 1 + (bias ? n : 0)),
        mul: rows * ((scale ? 3 : 2) * n),
        div: rows * 4);

    /// <summary>Rows of n divided by their root mean square and scaled: n squares, n-1 additions and epsilon, three divisions, 2n multiplications.</summary>
    public static Work RootMeanSquares(Int128 rows, Int128 n) => n == 0 ? default : Count(add: rows * n, mul: rows * 3 * n, div: rows * 3);

    /// <summary>The number of rows of a normalisation over all dimensions from <c>axis</c> on.</summary>
    public static Int128 RowsOf(WorkContext x) => WorkContext.Product(x.In(0).AsSpan(0, AxisOf(x)));

    /// <summary>The length of a row of a normalisation over all dimensions from <c>axis</c> on.</summary>
    public static Int128 RowLength(WorkContext x) => WorkContext.Product(x.In(0).AsSpan(AxisOf(x)));

    private static int AxisOf(WorkContext x) => InferenceContext.Axis(x.Node.Int("axis", -1), x.In(0).Length);

    // Version 14 made training an attribute; before it, a node trained if it wrote statistics.
    private static void InferBatch(InferenceContext x)
    {
        x.Output(0, x.Type(0));
        var channels = Shape.Of([DimOf(x.Shape(0), 1)]);
        for (var i = 1; i < x.OutputCount; i++)
        {
            var like = i % 2 == 1 ? 3 : 4;
            x.Output(i, x.Element(like), x.Shape(like).HasRank ? x.Shape(like) : channels);
        }
    }

    // In inference scale and statistics fold into one factor and one summand a channel (two additions, a multiplication, two divisions), and each
    // element takes a multiplication and an addition. In training a row is a channel, and two running statistics are blended.
    private static Work CountBatch(WorkContext x)
    {
        var channels = x.InCount(1);
        var training = x.Opset >= 14 ? x.Node.Int("training_mode", 0) != 0 : x.Makes(1);
        return training && channels > 0
            ? Centred(channels, x.InCount(0) / channels, scale: true, bias: true) + Times(channels, add: 2, mul: 4)
            : Times(channels, add: 2, mul: 1, div: 2) + Times(x.OutCount(), add: 1, mul: 1);
    }

    private static Int128 Planes(WorkContext x) => WorkContext.Product(x.In(0).AsSpan(0, 2));

    private static Work CountPlanes(WorkContext x) => Centred(Planes(x), WorkContext.Product(x.In(0).AsSpan(2)), scale: true, bias: true);

    private static Int128 Groups(WorkContext x) => (Int128)x.In(0)[0] * x.Node.Int("num_groups", 1);

    private static Work CountGroups(WorkContext x)
    {
        var groups = Groups(x);
        return groups == 0 ? default : Centred(groups, x.InCount(0) / groups, scale: true, bias: true);
    }

    private static void InferLayer(InferenceContext x)
    {
        x.Output(0, x.Type(0));
        InferStatistics(x, 1, 2);
    }

    // Statistics keep the rank; the dimensions normalised over become 1.
    private static void InferStatistics(InferenceContext x, params ReadOnlySpan<int> outputs)
    {
        var shape = x.Shape(0);
        if (shape.HasRank)
        {
            var axis = InferenceContext.Axis(x.Node.Int("axis", -1), shape.Rank);
            shape = Shape.Of(shape.Select((dim, i) => i < axis ? dim : Dim.Of(1)));
        }
        foreach (var output in outputs) x.Output(output, ElementAttribute(x, "stash_type", ElementType.Float), shape);
    }

    private static Work CountLayer(WorkContext x) => Centred(RowsOf(x), RowLength(x), scale: true, bias: x.Has(2));

    // The output has the scale's element type, which may be narrower than the input's.
    private static void InferScaled(InferenceContext x) =>
        x.Output(0, x.Element(1) == ElementType.Undefined ? x.Element(0) : x.Element(1), x.Shape(0));

    private static void InferSimplified(InferenceContext x)
    {
        InferScaled(x);
        InferStatistics(x, 1);
    }

    private static Work CountRootMeanSquare(WorkContext x) => RootMeanSquares(RowsOf(x), RowLength(x));

    // The last step divides by the deviation instead of multiplying with its reciprocal.
    private static Work CountMeanVariance(WorkContext x)
    {
        var dims = x.In(0);
        var axes = x.Node.Ints("axes") ?? [0, 2, 3];
        var n = WorkContext.Product([.. axes.Select(a => dims[InferenceContext.Axis(a, dims.Length)])]);
        var count = x.InCount(0);
        return n == 0 ? default : Count(add: count / n * ((3 * n) - 1), mul: count, div: (count / n * 3) + count);
    }

    // p = 1: n magnitudes, n-1 additions; p = 2: n squares, n-1 additions, a root; then n divisions.
    private static Work CountLp(WorkContext x)
    {
        var dims = x.In(0);
        var n = dims[InferenceContext.Axis(x.Node.Int("axis", -1), dims.Length)];
        if (n == 0) return default;
        var count = x.InCount(0);
        var sums = Count(add: count - (count / n), div: count);
        return sums + (x.Node.Int("p", 2) == 1 ? Count(cmp: count) : Count(mul: count, div: count / n));
    }

    // (bias + alpha/size * the sum of squares over a window of channels) ^ beta divides each element: its square, size-1 additions, a multiplication,
    // an addition, a power, a division.
    private static Work CountLocalResponse(WorkContext x) =>
        x.OutCount() is var count ? Count(add: count * Math.Max(x.Node.Int("size", 1), 1), mul: 2 * count, div: count, exp: count) : default;
}
