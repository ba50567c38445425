using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Tests.Planning;

/// <summary>Networks with QuantizeLinear and DequantizeLinear around operators of floats: bytes where bytes will do, within a step of the plain run.</summary>
public sealed class QuantizedFusionTests
{
    // A float sum may round to the other side of a half: one step of the result, of some 100 to the greatest.
    private const double Step = 0.02;

    [Theory]
    [InlineData(1, 3, 1, 1, 1, false)]
    [InlineData(5, 7, 3, 1, 1, true)]
    [InlineData(16, 33, 3, 2, 1, true)]
    [InlineData(1, 40, 3, 1, 40, true)]
    [InlineData(1, 19, 5, 2, 19, false)]
    [InlineData(1, 16, 2, 1, 16, true)]
    [InlineData(6, 12, 3, 1, 2, false)]
    public void Convolution(int channels, int filters, int kernel, int stride, int groups, bool relu)
    {
        var steps = FusionCheck.Steps(net =>
        {
            var y = QuantizedNet.Conv(net, "conv", net.Steps(net.Floats("x", 2, channels * groups, 9, 11), 0.025f, 117), 0.025f, filters, channels, kernel, stride, groups);
            net.Output(net.Steps(relu ? net.Of("Relu", "relu", y) : y, 0.02f, relu ? 0 : 128));
        }, Step);
        Assert.Equal(["QuantizeLinear", "Transpose*0", relu ? "QLinearConv*3" : "QLinearConv*2", "DequantizeLinear", "Transpose*0"], steps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Convolution_whose_result_stays_float(bool signed) => Assert.Equal(["QuantizeLinear", "Transpose*0", "QLinearConv*2", "Transpose*0"], FusionCheck.Steps(net =>
        net.Output(net.Of("Sigmoid", "y", QuantizedNet.Conv(net, "conv", net.Steps(net.Floats("x", 1, 4, 8, 8), 0.025f, signed ? 3 : 130, signed), 0.025f, 21, 4, 3, 1))), 2e-5));

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Product_with_a_bias(bool perChannel, bool signed) => Assert.Equal(["QuantizeLinear", "QLinearMatMul*3", "DequantizeLinear"], FusionCheck.Steps(net =>
    {
        var x = net.Steps(net.Floats("x", 3, 5, 20), 0.025f, signed ? -7 : 121, signed);
        var y = net.Of("MatMul", "y", x, net.Weights("w", 0.002f, perChannel, 1, 20, 37));
        net.Output(net.Steps(net.Of("Add", "biased", y, net.Noise("b", 37)), 0.03f, 128));
    }, Step));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Gemm_with_a_clip(long transposed) => Assert.Equal(["QuantizeLinear", "QLinearMatMul*3", "DequantizeLinear"], FusionCheck.Steps(net =>
    {
        var w = transposed == 1 ? net.Weights("w", 0.002f, true, 0, 37, 20) : net.Weights("w", 0.002f, true, 1, 20, 37);
        var y = net.Node("Gemm", "y", [net.Steps(net.Floats("x", 5, 20), 0.025f, 121), w, net.Bias("b", 0.00005f, 37)], NodeAttribute.Of("transB", transposed));
        net.Output(net.Steps(net.Node("Clip", "clip", [y, net.Scalar("least", -1), net.Scalar("most", 1.5f)]), 0.03f, 128));
    }, Step));

    [Fact]
    public void Product_with_turned_weights() => Assert.Equal(["QuantizeLinear", "QLinearMatMul"], FusionCheck.Steps(net => net.Output(net.Of(
        "MatMul", "y", net.Steps(net.Floats("x", 5, 20), 0.025f, 121), net.Of("Transpose", "turned", net.Weights("w", 0.002f, true, 0, 37, 20)))), 2e-5));

    [Fact]
    public void Functions_of_each_element_are_exact() => Assert.Equal(["QuantizeLinear", "QuantizeLinear", "Elements*4", "DequantizeLinear"], FusionCheck.Steps(net =>
    {
        var (a, b) = (net.Steps(net.Floats("a", 3, 1, 700), 0.021f, 117), net.Steps(net.Floats("b", 5, 1), 0.027f, -3, signed: true));
        net.Output(net.Steps(net.Of("Sigmoid", "y", net.Of("Mul", "twice", net.Of("Add", "sum", a, b), net.Scalar("two", 2))), 1f / 255, 0));
    }, 0));

    [Fact]
    public void What_is_moved_stays_bytes() => Assert.Equal(["QuantizeLinear", "Transpose", "MaxPool", "Reshape", "DequantizeLinear"], FusionCheck.Steps(net =>
    {
        var turned = net.Steps(net.Of("Transpose", "turned", net.Steps(net.Floats("x", 1, 6, 9, 40), 0.025f, 117), NodeAttribute.Of("perm", [0L, 3, 1, 2])), 0.025f, 117);
        var pooled = net.Steps(net.Of("MaxPool", "pooled", turned, NodeAttribute.Of("kernel_shape", [2L, 2L])), 0.025f, 117);
        net.Output(net.Steps(net.Of("Reshape", "moved", pooled, net.Constant("dims", Tensor.OfInt64([40, -1], 2))), 0.025f, 117));
    }, 0, allocates: true));

    [Fact]
    public void A_concatenation_of_other_scales_is_exact() =>
        Assert.Equal(["QuantizeLinear", "QuantizeLinear", "Elements*0", "Concat*2", "DequantizeLinear"], FusionCheck.Steps(net =>
    {
        var (a, b) = (net.Steps(net.Floats("a", 3, 17), 0.021f, 117), net.Steps(net.Floats("b", 3, 9), 0.027f, 100));
        net.Output(net.Steps(net.Node("Concat", "y", [a, b], NodeAttribute.Of("axis", 1L)), 0.027f, 100));
    }, 0));

    [Fact]
    public void Not_if_somebody_reads_the_floats() => Assert.Equal(["QuantizeLinear", "QLinearMatMul", "QuantizeLinear", "DequantizeLinear"], FusionCheck.Steps(net =>
    {
        var y = net.Of("MatMul", "y", net.Steps(net.Floats("x", 5, 20), 0.025f, 121), net.Weights("w", 0.002f, true, 1, 20, 37));
        net.Output(net.Steps(y, 0.03f, 128));
        net.Output(y);
    }, Step));

    [Fact]
    public void An_image_network_stays_in_bytes()
    {
        var steps = FusionCheck.Steps(net => QuantizedNet.Images(net, 33, 24), 0.05);
        Assert.Equal(
            ["QuantizeLinear", "Transpose*0", "QLinearConv*3", "MaxPool", "QLinearConv*3", "QLinearConv*2", "Elements*3", "Elements*0", "Elements*0", "Concat*2",
            "DequantizeLinear", "GlobalAveragePool", "QuantizeLinear", "Transpose*0", "Flatten", "QLinearMatMul*2", "DequantizeLinear"], steps);
    }
}
