using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Tests.Planning;

/// <summary>What quantisers put into networks: QuantizeLinear and DequantizeLinear around operators of floats, weights as bytes.</summary>
internal static class QuantizedNet
{
    /// <summary>Quantised and dequantised again.</summary>
    public static Value Steps(this GraphBuilder net, Value x, float scale, int zero, bool signed = false)
    {
        var (s, z) = (net.Scalar($"{x.Name}.scale", scale), net.Constant($"{x.Name}.zero", Bytes([(byte)zero], signed)));
        return net.Node("DequantizeLinear", $"{x.Name}.back", [net.Node("QuantizeLinear", $"{x.Name}.steps", [x, s, z]), s, z]);
    }

    /// <summary>Seeded signed bytes with a scale for each place of the first axis, or one for all, dequantised.</summary>
    public static Value Weights(this GraphBuilder net, string name, float scale, bool perChannel, long axis, params long[] dims)
    {
        var random = new Random(name.Length + (int)dims.Sum());
        var values = new byte[dims.Aggregate(1L, (a, b) => a * b)];
        random.NextBytes(values);
        var scales = perChannel ? dims[axis] : 1;
        Value[] inputs =
        [
            net.Constant($"{name}.steps", Bytes(values, true, dims)),
            net.Constant($"{name}.scale", Tensor.OfFloat([.. Enumerable.Range(0, (int)scales).Select(i => scale * (1 + (i % 5 * 0.1f)))], perChannel ? [scales] : [])),
            net.Constant($"{name}.zero", Bytes(new byte[scales], true, perChannel ? [scales] : [])),
        ];
        return net.Node("DequantizeLinear", name, inputs, NodeAttribute.Of("axis", axis));
    }

    /// <summary>A bias as 32-bit steps of a scale.</summary>
    public static Value Bias(this GraphBuilder net, string name, float scale, int count)
    {
        var random = new Random(count);
        var steps = new RuntimeTensor(ElementType.Int32, count);
        foreach (ref var step in steps.Span<int>()) step = random.Next(-3000, 3000);
        var zero = new RuntimeTensor(ElementType.Int32);
        Value[] inputs =
        [
            net.Constant($"{name}.steps", TensorTransfer.FromRuntime(steps)), net.Scalar($"{name}.scale", scale), net.Constant($"{name}.zero", TensorTransfer.FromRuntime(zero)),
        ];
        return net.Node("DequantizeLinear", name, inputs);
    }

    /// <summary>A small network of images: convolutions, one of them depthwise, a residual, poolings, a concatenation of other scales, a classifier.</summary>
    public static void Images(GraphBuilder net, long size, int width)
    {
        var x = net.Steps(net.Floats("x", 1, 3, size, size), 0.025f, 117);
        var stem = net.Steps(net.Of("Relu", "stem.relu", Conv(net, "stem", x, 0.025f, width, 3, 3, 2)), 0.06f, 0);
        NodeAttribute[] window = [NodeAttribute.Of("kernel_shape", [3L, 3L]), NodeAttribute.Of("strides", [2L, 2L]), NodeAttribute.Of("pads", [1L, 1L, 1L, 1L])];
        var pooled = net.Steps(net.Of("MaxPool", "pooled", stem, window), 0.06f, 0);
        var deep = net.Node("Clip", "deep.clip", [Conv(net, "deep", pooled, 0.06f, width, 1, 3, 1, width), net.Scalar("least", 0), net.Scalar("most", 6)]);
        var point = net.Steps(Conv(net, "point", net.Steps(deep, 6f / 255, 0), 6f / 255, width, width, 1, 1), 0.09f, 131);
        var sum = net.Steps(net.Of("Relu", "sum.relu", net.Of("Add", "sum", pooled, point)), 0.08f, 3);
        var beside = net.Steps(net.Node("Concat", "beside", [sum, pooled], NodeAttribute.Of("axis", 1L)), 0.07f, 5);
        var mean = net.Steps(net.Of("GlobalAveragePool", "mean", beside), 0.03f, 0);
        var flat = net.Steps(net.Of("Flatten", "flat", mean), 0.03f, 0);
        var y = net.Node("Gemm", "classes", [flat, net.Weights("classes.w", 0.004f, true, 0, 10, 2 * width), net.Bias("classes.b", 0.0001f, 10)], NodeAttribute.Of("transB", 1L));
        net.Output(net.Steps(y, 0.1f, 120));
    }

    /// <summary>A convolution with weights for each filter and a bias.</summary>
    public static Value Conv(GraphBuilder net, string name, Value x, float scale, int filters, int channels, int kernel, int stride, int groups = 1)
    {
        var reach = 0.6f / MathF.Sqrt(channels * kernel * kernel) / 64;
        long pad = kernel / 2;
        return net.Node("Conv", name, [x, net.Weights($"{name}.w", reach, true, 0, filters, channels, kernel, kernel), net.Bias($"{name}.b", scale * reach, filters)],
            NodeAttribute.Of("kernel_shape", [(long)kernel, kernel]), NodeAttribute.Of("strides", [(long)stride, stride]), NodeAttribute.Of("pads", [pad, pad, pad, pad]),
            NodeAttribute.Of("group", (long)groups));
    }

    /// <summary>A constant of bytes.</summary>
    public static Tensor Bytes(byte[] values, bool signed, params long[] dims)
    {
        var tensor = new RuntimeTensor(signed ? ElementType.Int8 : ElementType.UInt8, dims);
        values.CopyTo(tensor.Bytes);
        return TensorTransfer.FromRuntime(tensor);
    }
}
