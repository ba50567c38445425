using static Ridgeline.Graphs.Operators.AttentionSizes;
using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>What mixes positions without a score for each pair: rotary embeddings, linear attention, the causal convolution of state-space models.</summary>
internal static class SequenceMixing
{
    private const string Ms = Domains.Microsoft;

    public static readonly Operator[] Rows =
    [
        new("RotaryEmbedding", [23], SameAsInput) { Buffers = [1, 2], Work = x => CountRotary(x, positions: 3, tables: 1), Traits = Traits.None },
        new("RotaryEmbedding", [1], SameAsInput) { Buffers = [2, 3], Domain = Ms, Work = x => CountRotary(x, positions: 1, tables: 2), Traits = Traits.None },
        new("LinearAttention", [27], InferLinear) { Work = CountLinear, Traits = Traits.SavesInputs | Traits.SavesOutputs },
        new("CausalConvWithState", [27], InferCausal) { Work = CountCausal, Traits = Traits.Product | Traits.SavesInputs },
    ];

    // A pair of elements turns by four multiplications and two additions. Of the tables of sines and cosines only the rows in use are read.
    private static Work CountRotary(WorkContext x, int positions, int tables)
    {
        var dims = x.In(0);
        long heads = x.Node.Int("num_heads", 0), half = x.In(tables)[^1];
        long width = dims.Length == 4 ? dims[3] : heads > 0 ? dims[^1] / heads : 2 * half;
        var turned = width == 0 ? 0 : x.InCount(0) * Math.Min(2 * half, width) / width;
        var tokens = dims.Length == 4 ? (Int128)dims[0] * dims[2] : WorkContext.Product(dims.AsSpan(0, dims.Length - 1));
        var rows = Int128.Min(x.InCount(tables), tokens * half) * 2 * x.InBits(tables) / 8;
        var read = SavedBytes(x, x.InCount(0)) + rows + (x.InCount(positions) * x.InBits(positions) / 8);
        return Times(turned, add: 1, mul: 2) with { Read = new(checked((long)read)) };
    }

    // Inputs: queries, keys, values, each [batch, positions, heads*width]; the past state [batch, heads, width, value width]; decay; beta.
    private static AttentionSizes Sizes(Node node, Func<int, Shape> shape)
    {
        var (query, key, value) = (shape(0), shape(1), shape(2));
        var (heads, keyHeads) = (HeadsOf(node, "q_num_heads"), HeadsOf(node, "kv_num_heads"));
        return new(DimOf(query, 0), heads, keyHeads, DimOf(query, 1), DimOf(key, 1), Split(DimOf(key, 2), keyHeads), Split(DimOf(value, 2), keyHeads));
    }

    private static void InferLinear(InferenceContext x)
    {
        for (var i = 0; i < 3; i++) ExpectRank(x.Shape(i), "operand", 3);
        var sizes = Sizes(x.Node, x.Shape);
        x.Output(0, x.Element(0), [sizes.Batch, sizes.Queries, sizes.Heads * sizes.ValueWidth]);
        x.Output(1, x.Has(3) ? x.Element(3) : x.Element(0), [sizes.Batch, sizes.KeyHeads, sizes.Width, sizes.ValueWidth]);
    }

    // Counted as the recurrence it is. For each position and each element of a head's state: a MAC to add the outer product of key and value, one for
    // each query head that reads it; with a delta rule one more to recall the value that the key stands for; with a gate a multiplication to decay.
    private static Work CountLinear(WorkContext x)
    {
        var sizes = Sizes(x.Node, ShapesOf(x));
        var rule = x.Node.Text("update_rule", "gated_delta");
        Int128 steps = (Int128)sizes.Batch.Value * sizes.Queries.Value, heads = sizes.Heads.Value, keyHeads = sizes.KeyHeads.Value;
        Int128 values = sizes.ValueWidth.Value, state = sizes.Width.Value * values;
        var (gated, delta) = (rule.StartsWith("gated", StringComparison.Ordinal), rule.EndsWith("delta", StringComparison.Ordinal));
        var corrections = delta ? steps * keyHeads * values : 0;
        return Count(
            macs: steps * state * ((delta ? 2 : 1) * keyHeads + heads),
            add: corrections,
            mul: (gated ? steps * keyHeads * state : 0) + corrections + (steps * heads * values),
            exp: gated ? x.InCount(4) : 0);
    }

    // Inputs: x [batch, channels, length], a kernel [channels, 1, k], a bias, the last k-1 positions before.
    private static void InferCausal(InferenceContext x)
    {
        var (input, kernel) = (x.Shape(0), x.Shape(1));
        ExpectRank(input, "input", 3);
        ExpectRank(kernel, "kernel", 3);
        var channels = x.Unify(DimOf(input, 1), DimOf(kernel, 0), "the channels of the input and of the kernel");
        x.Output(0, x.Element(0), input);
        x.Output(1, x.Element(0), [DimOf(input, 0), channels, DimOf(kernel, 2) - 1]);
    }

    private static Work CountCausal(WorkContext x)
    {
        var outputs = x.OutCount();
        var swish = x.Node.Text("activation", "none") is "silu" or "swish" ? Activations.Swishes(outputs) : default;
        return Count(macs: outputs * x.In(1)[2], add: x.Has(2) ? outputs : 0) + swish;
    }
}
