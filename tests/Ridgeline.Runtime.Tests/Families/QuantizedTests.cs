using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using static Ridgeline.Runtime.Tests.Families.OneNode;

namespace Ridgeline.Runtime.Tests.Families;

/// <summary>Quantised operators: the kernels (constant weights) against the plain form (weights given at run time), and both against definitions.</summary>
public sealed class QuantizedTests
{
    public static TheoryData<bool, bool> Signs => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Signs))]
    public void Products_of_bytes(bool aSigned, bool bSigned)
    {
        foreach (var (m, k, n) in ((int, int, int)[])[(1, 1, 1), (3, 5, 17), (7, 64, 40), (2, 130, 33)])
        {
            var (a, b, az, bz) = (Bytes(m, aSigned, 2, m, k), Bytes(k, bSigned, k, n), Bytes(3, aSigned), Bytes(4, bSigned, n));
            var made = new OneNode("MatMulInteger") { Constants = [1, 3] }.Of(a, b, az, bz);
            Assert.Equal(new OneNode("MatMulInteger").Of(a, b, az, bz).Span<int>(), made.Span<int>());
            var (az0, bz0) = (Value(az, 0), Value(bz, n - 1));
            var sum = Enumerable.Range(0, k).Sum(i => (Value(a, (((2 * m) - 1) * k) + i) - az0) * (Value(b, (i * n) + n - 1) - bz0));
            Assert.Equal(sum, made.Span<int>()[^1]);
        }
    }

    [Theory]
    [MemberData(nameof(Signs))]
    public void Products_to_bytes(bool aSigned, bool bSigned)
    {
        var (m, k, n) = (5, 70, 19);
        RuntimeTensor[] inputs =
        [
            Bytes(1, aSigned, m, k), Scalar(0.02f), Bytes(2, aSigned), Bytes(3, bSigned, k, n), Noise(4, n), Bytes(5, bSigned, n), Scalar(20),
            Bytes(6, aSigned),
        ];
        var plain = new OneNode("QLinearMatMul").Of(inputs);
        Assert.Equal(plain.Bytes, new OneNode("QLinearMatMul") { Constants = [1, 3, 4, 5, 6] }.Of(inputs).Bytes);
        Assert.True(plain.Bytes.ToArray().Distinct().Count() > 10, "the results are not saturated throughout");
    }

    [Theory]
    [MemberData(nameof(Signs))]
    public void Convolutions_of_bytes(bool xSigned, bool wSigned)
    {
        (long[], long[], long, long)[] shapes = [([9], [3], 1, 1), ([6, 7], [3, 2], 2, 2), ([5, 5], [1, 1], 1, 1), ([4, 5, 6], [2, 3, 1], 1, 1)];
        foreach (var (spatial, kernel, group, stride) in shapes)
        {
            NodeAttribute[] attributes =
            [
                NodeAttribute.Of("group", group), NodeAttribute.Of("strides", [.. spatial.Select(_ => stride)]),
                NodeAttribute.Of("pads", [.. spatial.Concat(spatial).Select((_, i) => (long)(i % 2))]),
            ];
            var (x, w) = (Bytes(1, xSigned, [2, 6, .. spatial]), Bytes(2, wSigned, [8, 6 / group, .. kernel]));
            var (xz, wz) = (Bytes(3, xSigned), Bytes(4, wSigned, 8));
            var plain = new OneNode("ConvInteger", attributes).Of(x, w, xz, wz);
            Assert.Equal(plain.Span<int>(), new OneNode("ConvInteger", attributes) { Constants = [1, 3] }.Of(x, w, xz, wz).Span<int>());
            Assert.Equal(plain.Span<int>(), new OneNode("ConvInteger", attributes) { Constants = [1, 2, 3] }.Of(x, w, xz, wz).Span<int>());
            var bias = RuntimeTensor.Of<int>(ElementType.Int32, [1, -20, 300, 4, 5, -6000, 7, 8], 8);
            RuntimeTensor[] inputs = [x, Scalar(0.02f), xz, w, Noise(5, 8), wz, Scalar(20), Bytes(6, xSigned), bias];
            var steps = new OneNode("QLinearConv", attributes).Of(inputs);
            Assert.Equal(steps.Bytes, new OneNode("QLinearConv", attributes) { Constants = [1, 2, 3, 4, 5, 6, 7, 8] }.Of(inputs).Bytes);
        }
    }

    [Theory]
    [InlineData(ElementType.UInt8, 0, 255)]
    [InlineData(ElementType.Int8, -128, 127)]
    [InlineData(ElementType.UInt16, 0, 65535)]
    [InlineData(ElementType.Int16, -32768, 32767)]
    [InlineData(ElementType.UInt4, 0, 15)]
    [InlineData(ElementType.Int4, -8, 7)]
    [InlineData(ElementType.Int2, -2, 1)]
    public void Steps_and_back(ElementType element, int low, int high)
    {
        var x = Noise(1, 3, 4, 5);
        foreach (var (axis, scales) in ((long, long[])[])[(1, [4]), (-3, [3]), (-1, [5]), (0, [])])
        {
            var scale = Floats([.. Enumerable.Range(1, (int)scales.Aggregate(1L, (a, b) => a * b)).Select(i => 0.01f * i)], scales);
            NodeAttribute[] attributes = [NodeAttribute.Of("axis", axis), NodeAttribute.Of("output_dtype", (long)element)];
            var steps = new OneNode("QuantizeLinear", attributes).Of(x, scale);
            var reals = new OneNode("DequantizeLinear", attributes[..1]).Of(steps, scale).Span<float>();
            long[] strides = [20, 5, 1];
            for (var i = 0; i < x.Count; i++)
            {
                var along = axis < 0 ? axis + 3 : axis;
                var step = scale.Count == 1 ? scale.Span<float>()[0] : scale.Span<float>()[(int)(i / strides[along] % scales[0])];
                var q = Math.Clamp(MathF.Round(x.Span<float>()[i] / step), low, high);
                Assert.Equal(q, Value(steps, i));
                Assert.Equal(q * step, reals[i], 1e-6f);
            }
        }
    }

    [Fact]
    public void Blocks_share_a_scale_and_the_last_may_be_shorter()
    {
        foreach (var (axis, dims) in ((long, long[])[])[(0, [2, 5]), (1, [3, 3])])
        {
            var x = Noise(2, 3, 5);
            var scale = Floats([.. Enumerable.Range(1, (int)(dims[0] * dims[1])).Select(i => 0.01f * i)], dims);
            NodeAttribute[] attributes =
            [
                NodeAttribute.Of("axis", axis), NodeAttribute.Of("block_size", 2), NodeAttribute.Of("output_dtype", (long)ElementType.Int8),
            ];
            var steps = new OneNode("QuantizeLinear", attributes).Of(x, scale);
            for (var i = 0; i < 15; i++)
            {
                var (row, column) = (i / 5, i % 5);
                var at = axis == 0 ? (row / 2 * 5) + column : (row * 3) + (column / 2);
                Assert.Equal(Math.Clamp(MathF.Round(x.Span<float>()[i] / scale.Span<float>()[at]), -128, 127), Value(steps, i));
            }
        }
    }

    [Fact]
    public void Nothing_is_quantised_to_nothing()
    {
        Assert.Equal([0, 4], new OneNode("QuantizeLinear").Of(new(ElementType.Float, 0, 4), Scalar(1)).Dims);
        var outputs = new OneNode("DynamicQuantizeLinear") { Outputs = 3 }.All(Floats([0, 0], 2));
        Assert.Equal([0, 0], outputs[0].Bytes.ToArray());
        Assert.Equal(0, outputs[2].Bytes[0]);
    }

    [Fact]
    public void Dynamic_steps_reach_from_the_least_to_the_most()
    {
        var outputs = new OneNode("DynamicQuantizeLinear") { Outputs = 3 }.All(Floats([-1, 0, 2, 4], 4));
        Assert.Equal([0, 51, 153, 255], outputs[0].Bytes.ToArray());
        Assert.Equal(5 / 255f, outputs[1].Span<float>()[0]);
        Assert.Equal(51, outputs[2].Bytes[0]);
    }

    [Fact]
    public void Scales_that_do_not_fit_are_named()
    {
        var e = Assert.Throws<DiagnosticException>(() => new OneNode("QuantizeLinear").Of(Noise(1, 2, 3), Floats([1, 1], 2)));
        Assert.Contains("scale", e.Diagnostics[0].ToString(), StringComparison.Ordinal);
    }

    private static int Value(RuntimeTensor tensor, int at) => (int)Ridgeline.Runtime.Operators.ScalarReading.Integer(tensor, at);
}
