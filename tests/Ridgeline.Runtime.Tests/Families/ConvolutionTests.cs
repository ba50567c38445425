using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Tests.Families;

/// <summary>What the compiler makes of convolutions against the plain operators.</summary>
public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(1, 1, 0, 0, 1, "NOTSET")]
    [InlineData(2, 1, 1, 1, 1, "NOTSET")]
    [InlineData(3, 2, 2, 0, 1, "NOTSET")]
    [InlineData(2, 2, 0, 1, 3, "NOTSET")]
    [InlineData(4, 1, 0, 2, 3, "NOTSET")]
    [InlineData(2, 1, 0, 0, 1, "SAME_UPPER")]
    [InlineData(3, 1, 0, 0, 1, "SAME_LOWER")]
    public void Transposed_with_constant_weights_as_with_given_ones(int stride, int dilation, int pad, int extra, int group, string auto)
    {
        RuntimeTensor x = OneNode.Noise(1, 2, 6, 5, 7), w = OneNode.Noise(2, 6, 4, 3, 2), bias = OneNode.Noise(3, 4 * group);
        List<NodeAttribute> attributes = [NodeAttribute.Of("strides", [stride, (long)stride]), NodeAttribute.Of("dilations", [dilation, (long)dilation]), NodeAttribute.Of("group", (long)group)];
        if (auto == "NOTSET") attributes.AddRange([NodeAttribute.Of("pads", [0, pad, pad, (long)0]), NodeAttribute.Of("output_padding", [0, (long)extra])]);
        else attributes.Add(NodeAttribute.Of("auto_pad", auto));
        var plain = new OneNode("ConvTranspose", [.. attributes]).Of(x, w, bias);
        var packed = new OneNode("ConvTranspose", [.. attributes]) { Constants = [1, 2] }.Of(x, w, bias);
        Assert.Equal(plain.Dims, packed.Dims);
        for (var i = 0; i < plain.Count; i++) Assert.Equal(plain.Span<float>()[i], packed.Span<float>()[i], 1e-5f);
    }

    [Fact]
    public void Beside_each_other_in_a_concatenation()
    {
        var b = new GraphBuilder("fire", 17);
        var x = b.Input("x", ElementType.Float, 1, 5, 9, 8);
        Value Branch(Value from, int filters, int kernel, bool relu)
        {
            var name = $"c{filters}";
            var w = b.Constant($"{name}.w", TensorTransfer.FromRuntime(OneNode.Noise(filters, filters, 5, kernel, kernel)));
            var bias = b.Constant($"{name}.b", TensorTransfer.FromRuntime(OneNode.Noise(filters + 1, filters)));
            var y = b.Node("Conv", name, [from, w, bias], NodeAttribute.Of("pads", [.. Enumerable.Repeat((long)(kernel / 2), 4)]));
            return relu ? b.Node("Relu", $"{name}.relu", [y]) : y;
        }
        b.Output(b.Node("Concat", "whole", [Branch(x, 7, 1, true), Branch(x, 20, 3, true), Branch(x, 3, 3, false)], NodeAttribute.Of("axis", 1L)));
        // One of these is read twice, so it cannot lie in the concatenation alone.
        var (shared, own) = (Branch(x, 6, 1, true), Branch(x, 4, 3, false));
        b.Output(b.Node("Concat", "part", [shared, own], NodeAttribute.Of("axis", 1L)));
        b.Output(b.Node("Neg", "minus", [shared]));
        var model = b.Build();
        var inputs = new Dictionary<string, RuntimeValue> { ["x"] = OneNode.Noise(9, 1, 5, 9, 8) };
        var bag = new DiagnosticBag();
        using var fused = CompiledNetwork.Compile(model, new() { Threads = 2 }, bag);
        using var plain = CompiledNetwork.Compile(model, new() { Fuse = false }, bag);
        bag.ThrowIfErrors();
        Dictionary<string, RuntimeValue> expected = new(plain!.Run(inputs)), actual = new(fused!.Run(inputs));
        Assert.Equal(3, expected.Count);
        foreach (var (name, value) in expected)
        {
            var (want, have) = ((RuntimeTensor)value, (RuntimeTensor)actual[name]);
            Assert.Equal(want.Dims, have.Dims);
            for (var i = 0; i < want.Count; i++) Assert.Equal(want.Span<float>()[i], have.Span<float>()[i], 1e-5f);
        }
    }
}
