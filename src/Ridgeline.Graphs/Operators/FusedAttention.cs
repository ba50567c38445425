using static Ridgeline.Graphs.Operators.AttentionSizes;
using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>ONNX Runtime's attentions: with the projections fused in, with a cache of keys and values, with shared heads.</summary>
internal static class FusedAttention
{
    private const Traits SavesXAndY = Traits.SavesInputs | Traits.SavesOutputs;
    private const Traits Frozen = Traits.NoGradient;
    private const string Ms = Domains.Microsoft;

    public static readonly Operator[] Rows =
    [
        new("Attention", [1], x => InferProjected(x, like: 0, past: 4))
        {
            Buffers = [3, 5], Domain = Ms,
            Work = x => CountProjected(x, mask: 3, bias: 5, past: 4), Products = x => SplitProjected(x, past: 4), Traits = SavesXAndY,
        },
        new("QAttention", [1], x => InferProjected(x, like: 3, past: 8))
        {
            Buffers = [3, 4, 5, 6, 7], Domain = Ms,
            Work = x => CountProjected(x, mask: 5, bias: -1, past: 8), Products = x => SplitProjected(x, past: 8), Traits = Frozen,
        },
        new("MultiHeadAttention", [1], InferSeparate)
        {
            Buffers = [4, 5], Domain = Ms, Work = CountSeparate, Products = x => Separate(x.Node, ShapesOf(x)).Products, Traits = SavesXAndY,
        },
        new("GroupQueryAttention", [1], InferGrouped)
        {
            Buffers = [7, 8, 10], Domain = Ms, Work = CountGrouped, Products = x => Grouped(x.Node, ShapesOf(x), Total(x)).Products, Traits = SavesXAndY,
        },
    ];

    // Input [batch, positions, in], weight [in, q+k+v], past [2, batch, heads, positions, width].
    private static AttentionSizes Projected(Node node, Func<int, Shape> shape, int past)
    {
        var (input, weight) = (shape(0), shape(1));
        var given = node.Ints("qkv_hidden_sizes");
        if (given is not null && given.Length != 3) throw new InferenceException("qkv_hidden_sizes must have 3 numbers");
        var third = Split(DimOf(weight, 1), 3);
        var heads = HeadsOf(node, "num_heads");
        var hasPast = node.Inputs.Count > past && node.Inputs[past] is not null;
        var keys = DimOf(input, 1) + (hasPast ? DimOf(shape(past), 3) : 0);
        var (width, valueWidth) = given is null ? (third, third) : (Dim.Of(given[0]), Dim.Of(given[2]));
        return new(DimOf(input, 0), heads, heads, DimOf(input, 1), keys, Split(width, heads), Split(valueWidth, heads));
    }

    private static void InferProjected(InferenceContext x, int like, int past)
    {
        ExpectRank(x.Shape(0), "input", 3);
        ExpectRank(x.Shape(1), "weight", 2);
        x.Unify(DimOf(x.Shape(0), 2), DimOf(x.Shape(1), 0), "the width of the input and of the weight");
        var sizes = Projected(x.Node, x.Shape, past);
        x.Output(0, x.Element(like), [sizes.Batch, sizes.Queries, sizes.Heads * sizes.ValueWidth]);
        x.Output(1, x.Element(like), [2, .. sizes.AllKeys]);
    }

    private static Work CountProjected(WorkContext x, int mask, int bias, int past)
    {
        var tokens = (Int128)x.In(0)[0] * x.In(0)[1];
        var projected = Count(macs: tokens * x.InCount(1), add: x.Has(2) ? tokens * x.InCount(2) : 0);
        var masked = x.Has(mask) || (bias >= 0 && x.Has(bias)) || x.Node.Int("unidirectional", 0) != 0;
        return projected + Projected(x.Node, ShapesOf(x), past).Count(masked);
    }

    // Queries [batch, positions, heads*width], or all three packed as [batch, positions, heads, 3, width]; keys and values likewise, or packed
    // as [batch, positions, heads, 2, width], or of another sequence as [batch, heads, positions, width]. Input 6 is the past.
    private static AttentionSizes Separate(Node node, Func<int, Shape> shape)
    {
        var (query, key, value, past) = (shape(0), shape(1), shape(2), shape(6));
        var heads = HeadsOf(node, "num_heads");
        var packed = query is { HasRank: true, Rank: 5 };
        var width = packed ? query[4] : Split(DimOf(query, 2), heads);
        var hasPast = node.Inputs.Count > 6 && node.Inputs[6] is not null;
        var fresh = packed ? query[1] : key is { HasRank: true, Rank: 4 } ? key[2] : DimOf(key, 1);
        var valueWidth = packed || key is { HasRank: true, Rank: 5 } ? width
            : value is { HasRank: true, Rank: 4 } ? value[3] : Split(DimOf(value, 2), heads);
        return new(DimOf(query, 0), heads, heads, DimOf(query, 1), fresh + (hasPast ? DimOf(past, 2) : 0), width, valueWidth);
    }

    private static void InferSeparate(InferenceContext x)
    {
        ExpectRank(x.Shape(0), "query", 3, 5);
        ExpectRank(x.Shape(1), "key", 3, 4, 5);
        ExpectRank(x.Shape(2), "value", 3, 4);
        var sizes = Separate(x.Node, x.Shape);
        x.Output(0, x.Element(0), [sizes.Batch, sizes.Queries, sizes.Heads * sizes.ValueWidth]);
        x.Output(1, x.Element(0), sizes.AllKeys);
        x.Output(2, x.Element(0), sizes.AllValues);
        x.Output(3, x.Element(0), sizes.Scores);
    }

    private static Work CountSeparate(WorkContext x)
    {
        var masked = x.Has(4) || x.Has(5) || x.Node.Int("unidirectional", 0) != 0;
        return Separate(x.Node, ShapesOf(x)).Count(masked) + Count(add: x.Has(3) ? x.InCount(0) + x.InCount(1) + x.InCount(2) : 0);
    }

    // Queries [batch, positions, heads*width], or with keys and values behind them in the last dimension. The cache is a buffer that may be longer
    // than what it holds: input 6 says how much that is.
    private static AttentionSizes Grouped(Node node, Func<int, Shape> shape, Dim total)
    {
        var query = shape(0);
        var (heads, keyHeads) = (HeadsOf(node, "num_heads"), HeadsOf(node, "kv_num_heads"));
        var packed = node.Inputs.Count < 2 || node.Inputs[1] is null;
        var width = Split(DimOf(query, 2), packed ? heads + (2 * keyHeads) : heads);
        return new(DimOf(query, 0), heads, keyHeads, DimOf(query, 1), total, width, width);
    }

    private static void InferGrouped(InferenceContext x)
    {
        ExpectRank(x.Shape(0), "query", 3);
        ExpectRank(x.Shape(3), "past key", 4);
        var total = x.Integers(6) is [var given] ? given : Dim.Unknown;
        var sizes = Grouped(x.Node, x.Shape, x.Has(3) ? DimArithmetic.Max(total, DimOf(x.Shape(3), 2)) : total);
        x.Output(0, x.Element(0), [sizes.Batch, sizes.Queries, sizes.Heads * sizes.Width]);
        x.Output(1, x.Element(0), sizes.AllKeys);
        x.Output(2, x.Element(0), sizes.AllValues);
    }

    private static IReadOnlyList<MatrixProduct> SplitProjected(WorkContext x, int past)
    {
        var (input, weight) = (x.In(0), x.In(1));
        return [new(input[0] * input[1], weight[1], weight[0]), .. Projected(x.Node, ShapesOf(x), past).Products];
    }

    private static long Total(WorkContext x) => x.Contents(6)?.Numbers is [var given] ? given : (x.Has(3) ? x.In(3)[2] : 0) + x.In(0)[1];

    // The cache grows in place: only the positions in use are read, only the new ones written.
    private static Work CountGrouped(WorkContext x)
    {
        var total = Total(x);
        var sizes = Grouped(x.Node, ShapesOf(x), total);
        long batch = sizes.Batch.Value, fresh = sizes.Queries.Value, width = sizes.Width.Value, keyHeads = sizes.KeyHeads.Value;
        var position = (Int128)2 * batch * keyHeads * width;
        var read = SavedBytes(x, x.InCount(0) + x.InCount(1) + x.InCount(2) + (position * Math.Max(total - fresh, 0)));
        var rotated = x.Node.Int("do_rotary", 0) != 0 ? Times((Int128)batch * fresh * width * (sizes.Heads.Value + keyHeads), add: 1, mul: 2) : default;
        return (sizes.Count(masked: true, capped: x.Node.Float("softcap", 0) is not 0) + rotated) with
        {
            Read = new(checked((long)read)),
            Written = new(checked((long)SavedBytes(x, x.OutCount() + (position * fresh)))),
        };
    }
}
