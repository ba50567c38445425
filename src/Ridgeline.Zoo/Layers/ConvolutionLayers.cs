using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Zoo.Layers;

/// <summary>Convolutions on square kernels and what goes with them. Each layer's weights lie under the layer's name.</summary>
internal static class ConvolutionLayers
{
    /// <summary>A convolution of a square kernel, padded alike on all sides.</summary>
    public static Value Conv(this GraphBuilder net, Value x, string name, Kernel kernel, bool bias = true)
    {
        using var scope = net.Scope(name);
        var (from, to, size) = (kernel.From / kernel.Groups, kernel.To, kernel.Size);
        var w = net.Weight("weight", Filling.He(from * size * size), to, from, size, size);
        Value?[] inputs = bias ? [x, w, net.Weight("bias", Filling.Zeros, to)] : [x, w];
        return net.Node("Conv", "", inputs, kernel.Attributes());
    }

    /// <summary>A transposed convolution that doubles height and width: each input place becomes a square of 2 by 2.</summary>
    public static Value Doubling(this GraphBuilder net, Value x, string name, long from, long to)
    {
        using var scope = net.Scope(name);
        // Kernel and stride are equal, so one place of the output sees exactly one of the input.
        var w = net.Weight("weight", Filling.He(from), from, to, 2, 2);
        return net.Node("ConvTranspose", "", [x, w, net.Weight("bias", Filling.Zeros, to)],
            NodeAttribute.Of("kernel_shape", [2L, 2L]), NodeAttribute.Of("strides", [2L, 2L]));
    }

    /// <summary>A batch normalisation with running statistics. <paramref name="scale"/> is what its scale is filled with.</summary>
    public static Value BatchNorm(this GraphBuilder net, Value x, string name, long channels, float epsilon = 1e-5f, double scale = 1)
    {
        using var scope = net.Scope(name);
        return net.Node("BatchNormalization", "",
        [
            x,
            net.Weight("weight", new(scale, 0), channels),
            net.Weight("bias", Filling.Zeros, channels),
            net.Weight("running_mean", Filling.Zeros, channels),
            net.Weight("running_var", Filling.Ones, channels),
        ], NodeAttribute.Of("epsilon", epsilon));
    }

    /// <summary>A local response normalisation across channels, as AlexNet introduced it.</summary>
    public static Value LocalResponseNorm(this GraphBuilder net, Value x, string name, float alpha, float bias) => net.Node("LRN", name, [x],
        NodeAttribute.Of("size", 5L), NodeAttribute.Of("alpha", alpha), NodeAttribute.Of("beta", 0.75f), NodeAttribute.Of("bias", bias));
}
