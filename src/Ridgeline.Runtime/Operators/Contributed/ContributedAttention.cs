using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;
using static Ridgeline.Runtime.Operators.Contributed;

namespace Ridgeline.Runtime.Operators;

/// <summary>ONNX Runtime's attentions as ONNX's: with the projections in them (of floats and of bytes), and with queries, keys and values apart.</summary>
internal static class ContributedAttention
{
    private const ElementType Real = ElementType.Float;

    public static readonly Implementation[] Rows =
    [
        Row("Attention", x => x[4] is null && Attend(x, Project(x, x[2]), mask: x[3], bias: x[5])),
        Row("QAttention", x => x[8] is null && Attend(x, ProjectBytes(x), mask: x[5], bias: null)),
        Row("MultiHeadAttention", Separate),
    ];

    private static Value? Project(Expansion x, Value? bias)
    {
        if (x.Dims(x[0]) is not [var batch, var length, _] || x.Dims(x[1]) is not [_, var width]) return null;
        return Sum(x, x.Add("MatMul", Real, [batch, length, width], [x[0], x[1]]), bias);
    }

    // Inputs: input, weight, bias, scale of input, scale of weight, mask, zero points of input and weight.
    private static Value? ProjectBytes(Expansion x)
    {
        if (x.Dims(x[0]) is not [var batch, var length, _] || x.Dims(x[1]) is not [_, var width]) return null;
        return Sum(x, ContributedProducts.Product(x, x[0]!, x[6], x[3]!, x[1]!, x[7], x[4]!, [batch, length, width]), x[2]);
    }

    private static bool Attend(Expansion x, Value? all, Value? mask, Value? bias)
    {
        if (all is null || x.Output(1) is not null || x.Node.Int("do_rotary", 0) != 0 || x.Dims(all) is not [var batch, var length, var width]) return false;
        var sizes = x.Node.Ints("qkv_hidden_sizes") ?? [width / 3, width / 3, width / 3];
        var parts = new Value[3];
        for (int i = 0, at = 0; i < 3; at += (int)sizes[i++])
        {
            parts[i] = x.Add("Slice", Real, [batch, length, sizes[i]], [all, x.Numbers(at), x.Numbers(at + sizes[i]), x.Numbers(2)]);
        }
        return TryMask(x, mask, batch, length, out var shift) && Finish(x, [.. parts, Joined(x, shift, bias)]);
    }

    // Inputs: queries, keys, values, bias of the three, mask of keys, bias of scores, past keys and values.
    private static bool Separate(Expansion x)
    {
        if (x.Dims(x[0]) is not [var batch, _, var width] || x[1] is not { } key || x[2] is not { } value || x.InputCount > 8 || x.Output(3) is not null) return false;
        var query = x[0]!;
        var keys = x.Dims(key) is { Length: 4 } split ? split[2] : x.Dims(key) is [_, var fresh, _] ? fresh : -1;
        if (keys < 0 || x.Dims(value) is not { } valueDims) return false;
        if (x[3] is { } bias)
        {
            var valueWidth = valueDims.Length == 4 ? valueDims[1] * valueDims[3] : valueDims[2];
            query = Shifted(x, query, bias, 0, width);
            // Keys and values that are split into heads come from elsewhere, with their bias.
            if (valueDims.Length == 3) (key, value) = (Shifted(x, key, bias, width, width), Shifted(x, value, bias, 2 * width, valueWidth));
        }
        if (valueDims.Length == 4 && !Split(x, ref query)) return false;
        if (valueDims.Length == 4 && (x[6] is not null || x.Output(1) is not null)) return false;
        var all = keys + (x[6] is { } past ? x.Dims(past) is [_, _, var kept, _] ? kept : -1 : 0);
        if (all < keys || !TryMask(x, x[4], batch, all, out var shift)) return false;
        return valueDims.Length == 4 ? FinishSplit(x, query, key, value, Joined(x, shift, x[5])) : Finish(x, [query, key, value, Joined(x, shift, x[5]), x[6], x[7]]);
    }

    private static Value Shifted(Expansion x, Value value, Value bias, long from, long count) =>
        Sum(x, value, x.Add("Slice", Real, [count], [bias, x.Numbers(from), x.Numbers(from + count), x.Numbers(0)]));

    // [batch, positions, heads width] as [batch, heads, positions, width].
    private static bool Split(Expansion x, ref Value value)
    {
        var heads = x.Node.Int("num_heads", 1);
        if (x.Dims(value) is not [var batch, var length, var width]) return false;
        var parted = x.Add("Reshape", Real, [batch, length, heads, width / heads], [value, x.Numbers(batch, length, heads, width / heads)]);
        value = x.Add("Transpose", Real, [batch, heads, length, width / heads], [parted], NodeAttribute.Of("perm", (long[])[0, 2, 1, 3]));
        return true;
    }

    private static bool FinishSplit(Expansion x, Value query, Value key, Value value, Value? shift)
    {
        if (x.Dims(query) is not [var batch, var heads, var length, _] || x.Dims(value) is not [_, _, _, var width]) return false;
        var made = x.Add("Attention", Real, [batch, heads, length, width], [query, key, value, shift], Attributes(x, heads: false));
        var turned = x.Add("Transpose", Real, [batch, length, heads, width], [made], NodeAttribute.Of("perm", (long[])[0, 2, 1, 3]));
        return x.End("Reshape", [turned, x.Numbers(batch, length, heads * width)]);
    }

    private static bool Finish(Expansion x, Value?[] inputs) =>
        x.End("Attention", inputs, [x.Output(0), x.Output(1), x.Output(2)], Attributes(x, heads: true));

    private static NodeAttribute[] Attributes(Expansion x, bool heads)
    {
        var attributes = new List<NodeAttribute>();
        if (heads) attributes.AddRange([NodeAttribute.Of("q_num_heads", x.Node.Int("num_heads", 1)), NodeAttribute.Of("kv_num_heads", x.Node.Int("num_heads", 1))]);
        if (x.Node.Int("unidirectional", 0) != 0) attributes.Add(NodeAttribute.Of("is_causal", 1L));
        if (x.Node.Float("scale", 0) is not 0 and var scale) attributes.Add(NodeAttribute.Of("scale", scale));
        return [.. attributes];
    }

    private static Value? Joined(Expansion x, Value? a, Value? b) => a is null ? b : b is null ? a : x.Add("Add", Real, null, [a, b]);

    // What is added to scores: nothing where a key counts, the filter where it does not. Masks are [batch] (lengths), [batch, keys] or [batch, queries, keys].
    private static bool TryMask(Expansion x, Value? mask, long batch, long keys, out Value? shift)
    {
        shift = null;
        if (mask is null) return true;
        if (x.Dims(mask) is not { Length: >= 1 and <= 3 } dims || (dims.Length == 1 && dims[0] != batch)) return false;
        if (dims.Length == 1)
        {
            var places = x.Known(RuntimeTensor.Of<int>(ElementType.Int32, [.. Enumerable.Range(0, (int)keys)], 1, keys));
            var lengths = x.Add("Reshape", ElementType.Int32, [batch, 1], [mask, x.Numbers(batch, 1)]);
            mask = x.Add("Less", ElementType.Bool, dims = [batch, keys], [places, lengths]);
        }
        long[] shaped = dims.Length == 3 ? [dims[0], 1, dims[1], dims[2]] : [dims[0], 1, 1, dims[1]];
        var counts = x.Add("Cast", Real, dims, [mask], NodeAttribute.Of("to", (long)Real));
        var filter = x.Node.Float("mask_filter_value", -10000);
        var scaled = x.Add("Mul", Real, dims, [x.Add("Sub", Real, dims, [x.Number(1), counts]), x.Number(filter)]);
        shift = x.Add("Reshape", Real, shaped, [scaled, x.Numbers(shaped)]);
        return true;
    }
}
