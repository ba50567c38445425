using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;
using static Ridgeline.Runtime.Operators.Contributed;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// ONNX Runtime's operators of bytes, each with scales and zero points of its own: dequantised, done in floats, quantised. Weights of few bits are unpacked
/// once.
/// </summary>
internal static class ContributedBytes
{
    private static readonly string[] s_ownAttributes = ["channels_last", "opset"];

    public static readonly Implementation[] Rows =
    [
        Row("QLinearAdd", x => Pair(x, "Add")),
        Row("QLinearMul", x => Pair(x, "Mul")),
        Row("QLinearSigmoid", x => One(x, "Sigmoid", x.Dims(x[0]))),
        Row("QLinearLeakyRelu", x => One(x, "LeakyRelu", x.Dims(x[0]))),
        Row("QLinearSoftmax", x => x.Node.Int("opset", 13) >= 13 && One(x, "Softmax", x.Dims(x[0]))),
        Row("QLinearAveragePool", x => x.Node.Int("channels_last", 0) == 0 && One(x, "AveragePool", x.Dims(x.Output(0)))),
        Row("QLinearGlobalAveragePool", x => x.Node.Int("channels_last", 0) == 0 && One(x, "GlobalAveragePool", x.Dims(x.Output(0)))),
        Row("QLinearConcat", Join),
        Row("MatMulNBits", MultiplyPacked),
    ];

    private static Value Real(Expansion x, int at) =>
        x.Add("DequantizeLinear", ElementType.Float, x.Dims(x[at]), [x[at], x[at + 1], x[at + 2]]);

    private static bool One(Expansion x, string operation, long[]? dims)
    {
        var made = x.Add(operation, ElementType.Float, dims, [Real(x, 0)], [.. x.Node.Attributes.Values.Where(a => !s_ownAttributes.Contains(a.Name))]);
        return x.End("QuantizeLinear", [made, x[3], x[4]]);
    }

    private static bool Pair(Expansion x, string operation)
    {
        var made = x.Add(operation, ElementType.Float, x.Dims(x.Output(0)), [Real(x, 0), Real(x, 3)]);
        return x.End("QuantizeLinear", [made, x[6], x[7]]);
    }

    // Inputs: scale and zero point of Y, then each tensor with its own.
    private static bool Join(Expansion x)
    {
        Value[] parts = [.. Enumerable.Range(0, (x.InputCount - 2) / 3).Select(i => Real(x, 2 + (3 * i)))];
        var joined = x.Add("Concat", ElementType.Float, x.Dims(x.Output(0)), parts, NodeAttribute.Of("axis", x.Node.Int("axis", 1)));
        return x.End("QuantizeLinear", [joined, x[0], x[1]]);
    }

    // Inputs: A; B [N, blocks, bytes]; scales [N blocks]; zero points, packed or real; order of columns; bias.
    private static bool MultiplyPacked(Expansion x)
    {
        var (bits, block, depth, columns) = ((int)x.Node.Int("bits", 4), x.Node.Int("block_size", 32), x.Node.Int("K", 0), x.Node.Int("N", 0));
        if (bits is not (2 or 4 or 8) || block <= 0 || x[4] is not null) return false;
        if (x.Constant(x[1]) is not { } packed || x.Constant(x[2]) is not { Element: ElementType.Float } scales) return false;
        if (x[3] is not null && x.Constant(x[3]) is null) return false;
        var weights = new RuntimeTensor(ElementType.Float, depth, columns);
        var blocks = (depth + block - 1) / block;
        var zeros = x.Constant(x[3]);
        for (var n = 0L; n < columns; n++)
        {
            for (var k = 0L; k < depth; k++)
            {
                var at = (n * blocks) + (k / block);
                var steps = Bits(packed, at * (block * bits / 8), k % block, bits) - Zero(zeros, n, k / block, blocks, bits);
                weights.Span<float>()[(int)((k * columns) + n)] = steps * scales.Span<float>()[(int)at];
            }
        }
        var product = x.Add("MatMul", ElementType.Float, x.Dims(x.Output(0)), [x[0], x.Known(weights)]);
        return x[5] is { } bias ? x.End("Add", [product, bias]) : x.End("Identity", [product]);
    }

    // The lowest bits of a byte come first.
    private static int Bits(RuntimeTensor bytes, long from, long index, int bits)
    {
        var each = 8 / bits;
        return (bytes.Span<byte>()[(int)(from + (index / each))] >> ((int)(index % each) * bits)) & ((1 << bits) - 1);
    }

    private static float Zero(RuntimeTensor? zeros, long column, long block, long blocks, int bits) => zeros switch
    {
        null => 1 << (bits - 1),
        { Element: ElementType.UInt8 } => Bits(zeros, column * ((blocks * bits / 8) + ((blocks * bits % 8) == 0 ? 0 : 1)), block, bits),
        _ => (float)ScalarReading.Real(zeros, (int)((column * blocks) + block)),
    };
}
