using Ridgeline.Quantities;
using static Ridgeline.Graphs.Operators.AttentionSizes;
using static Ridgeline.Graphs.Operators.ShapeRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// ONNX's scaled dot-product attention, and the flexible one whose subgraphs change scores and probabilities (their work is not counted). For the
/// backward pass one number a softmax is kept, as fused kernels do.
/// </summary>
internal static class Attention
{
    private const Traits SavesXAndY = Traits.SavesInputs | Traits.SavesOutputs;

    public static readonly Operator[] Rows =
    [
        new("Attention", [23, 24], Infer)
        {
            Buffers = [3], Work = Count, Products = x => Sizes(x.Node, ShapesOf(x)).Products, Traits = SavesXAndY,
                SavedExtra = x => 4 * Sizes(x.Node, ShapesOf(x)).Rows,
        },
        new("FlexAttention", [1], InferFlexible)
        {
            Domain = Domains.Preview, Work = x => Sizes(x.Node, ShapesOf(x)).Count(masked: false), Products = x => Sizes(x.Node, ShapesOf(x)).Products,
                Traits = SavesXAndY,
            SavedExtra = x => 4 * Sizes(x.Node, ShapesOf(x)).Rows,
        },
    ];

    private static void Infer(InferenceContext x)
    {
        var (query, key, value) = (x.Shape(0), x.Shape(1), x.Shape(2));
        ExpectRank(query, "query", 3, 4);
        ExpectRank(key, "key", 3, 4);
        ExpectRank(value, "value", 3, 4);
        var sizes = Sizes(x.Node, x.Shape);
        if (query is { HasRank: true, Rank: 4 }) x.Unify(sizes.Width, DimOf(key, 3), "the width of queries and keys");
        x.Output(0, x.Element(0), !query.HasRank ? Shape.Unknown
            : query.Rank == 4 ? [query[0], query[1], query[2], sizes.ValueWidth]
            : [query[0], query[1], sizes.Heads * sizes.ValueWidth]);
        x.Output(1, x.Element(1), sizes.AllKeys);
        x.Output(2, x.Element(2), sizes.AllValues);
        x.Output(3, x.Element(0), sizes.Scores);
    }

    // Tensors of rank 4 are [batch, heads, positions, width], of rank 3 [batch, positions, heads*width].
    private static AttentionSizes Sizes(Node node, Func<int, Shape> shape)
    {
        var (query, key, value, past) = (shape(0), shape(1), shape(2), shape(4));
        var heads = IsSplit(query) ? DimOf(query, 1) : HeadsOf(node, "q_num_heads");
        var keyHeads = IsSplit(key) ? DimOf(key, 1) : HeadsOf(node, "kv_num_heads");
        var hasPast = node.Inputs.Count > 4 && node.Inputs[4] is not null;
        var keys = DimOf(key, -2) + (hasPast ? DimOf(past, 2) : 0);
        return new(DimOf(query, 0), heads, keyHeads, DimOf(query, -2), keys, WidthOf(query, heads), WidthOf(value, keyHeads));
    }

    private static bool IsSplit(Shape shape) => shape is { HasRank: true, Rank: 4 };

    private static Dim WidthOf(Shape shape, Dim heads) => IsSplit(shape) ? shape[3] : Split(DimOf(shape, 2), heads);

    private static Work Count(WorkContext x)
    {
        var masked = x.Has(3) || x.Has(6) || x.Node.Int("is_causal", 0) != 0;
        var work = Sizes(x.Node, ShapesOf(x)).Count(masked, capped: x.Node.Float("softcap", 0) is not 0);
        return x.Has(4) ? work with { Written = Appended(x) } : work;
    }

    // A cache is appended to where it lies, as every runtime does: of the present keys and values only the new positions are written.
    private static Bytes Appended(WorkContext x)
    {
        var bits = (x.OutCount() * x.OutBits()) + (x.OutCount(3) * x.OutBits(3));
        for (var i = 1; i <= 2; i++) bits += x.Makes(i) ? x.InCount(i) * x.InBits(i) : 0;
        return new(checked((long)(bits / 8)));
    }

    private static void InferFlexible(InferenceContext x)
    {
        for (var i = 0; i < 3; i++) ExpectRank(x.Shape(i), "operand", 4);
        var sizes = Sizes(x.Node, x.Shape);
        x.Unify(sizes.Width, DimOf(x.Shape(1), 3), "the width of queries and keys");
        x.Output(0, x.Element(0), [sizes.Batch, sizes.Heads, sizes.Queries, sizes.ValueWidth]);
        var precision = ElementAttribute(x, "softmax_precision", x.Element(0) == ElementType.Double ? ElementType.Double : ElementType.Float);
        foreach (var change in x.Node.Subgraphs) x.Infer(change, [new TensorType(precision, sizes.Scores)]);
    }
}
