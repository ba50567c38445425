using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;
using static Ridgeline.Runtime.Operators.Contributed;

namespace Ridgeline.Runtime.Operators;

/// <summary>ONNX Runtime's products and convolutions with transpositions, scales, biases and activations in them, and those of quantised weights.</summary>
internal static class ContributedProducts
{
    public static readonly Implementation[] Rows =
    [
        Row("FusedMatMul", Fused),
        Row("TransposeMatMul", Fused),
        Row("FusedGemm", x => EndActivated(x, Plain(x, "Gemm", [x[0], x[1], x[2]]), x.Node.Text("activation", ""), Parameters(x))),
        Row("FusedConv", Convolve),
        Row("MatMulIntegerToFloat", x => Integers(x, x[0]!, x[4], x[2]!, x[1]!, x[5], x[3]!, x[6])),
        Row("DynamicQuantizeMatMul", Dynamic),
    ];

    /// <summary>The product of bytes as floats: (A - a0)(B - b0) a b.</summary>
    /// <returns>The product, without a bias.</returns>
    public static Value Product(Expansion x, Value a, Value? zeroA, Value scaleA, Value b, Value? zeroB, Value scaleB, long[]? dims)
    {
        var sums = x.Add("MatMulInteger", ElementType.Int32, dims, [a, b, zeroA, zeroB]);
        var real = x.Add("Cast", ElementType.Float, dims, [sums], NodeAttribute.Of("to", (long)ElementType.Float));
        var scale = x.Add("Mul", ElementType.Float, x.Dims(scaleB) is { Length: > 0 } wide ? wide : x.Dims(scaleA), [scaleA, scaleB]);
        return x.Add("Mul", ElementType.Float, dims, [real, scale]);
    }

    private static bool Integers(Expansion x, Value a, Value? zeroA, Value scaleA, Value b, Value? zeroB, Value scaleB, Value? bias)
    {
        var product = Product(x, a, zeroA, scaleA, b, zeroB, scaleB, x.Dims(x.Output(0)));
        return bias is null ? x.End("Identity", [product]) : x.End("Add", [product, bias]);
    }

    private static bool Dynamic(Expansion x)
    {
        var (bytes, scale, zero) = (new Value($"{x.Node.Label}/bytes"), new Value($"{x.Node.Label}/scale"), new Value($"{x.Node.Label}/zero"));
        x.Note(bytes, ElementType.UInt8, x.Dims(x[0]));
        x.Note(scale, ElementType.Float, []);
        x.Note(zero, ElementType.UInt8, []);
        x.Make("DynamicQuantizeLinear", [x[0]], [bytes, scale, zero]);
        return Integers(x, bytes, zero, scale, x[1]!, x[3], x[2]!, x[4]);
    }

    private static bool Fused(Expansion x)
    {
        if (Turned(x, x[0]!, "A") is not { } a || Turned(x, x[1]!, "B") is not { } b) return false;
        var alpha = x.Node.Float("alpha", 1);
        if (alpha is 1) return x.End("MatMul", [a, b]);
        return x.End("Mul", [x.Add("MatMul", x.Element(x[0]), x.Dims(x.Output(0)), [a, b]), x.Number(alpha)]);
    }

    // transBatchX takes the first dimension of the stack before the last of the matrix; transX then exchanges the last two. Null if the rank is not known.
    private static Value? Turned(Expansion x, Value value, string which)
    {
        var (stacked, flips) = (x.Node.Int($"transBatch{which}", 0) != 0, x.Node.Int($"trans{which}", 0) != 0);
        if (!stacked && !flips) return value;
        if (x.Dims(value) is not { } dims) return null;
        if (dims.Length < 2) return value;
        var order = Enumerable.Range(0, dims.Length).Select(i => (long)i).ToList();
        if (stacked && dims.Length > 2)
        {
            order.RemoveAt(0);
            order.Insert(order.Count - 1, 0);
        }
        if (flips) (order[^1], order[^2]) = (order[^2], order[^1]);
        return x.Add("Transpose", x.Element(value), [.. order.Select(i => dims[i])], [value], NodeAttribute.Of("perm", (long[])[.. order]));
    }

    // Inputs: X, W, B and a sum to add before the activation.
    private static bool Convolve(Expansion x)
    {
        var made = Plain(x, "Conv", [x[0], x[1], x[2]]);
        return EndActivated(x, Sum(x, made, x[3]), x.Node.Text("activation", ""), x.Node.Floats("activation_params") ?? []);
    }

    private static Value Plain(Expansion x, string operation, Value?[] inputs) => x.Add(
        operation, x.Element(x[0]), x.Dims(x.Output(0)), inputs, [.. x.Node.Attributes.Values.Where(a => !a.Name.StartsWith("activation", StringComparison.Ordinal))]);

    private static float[] Parameters(Expansion x) =>
        x.Node.Attributes.ContainsKey("activation_alpha") ? [x.Node.Float("activation_alpha", 0), x.Node.Float("activation_beta", 0)] : [];
}
