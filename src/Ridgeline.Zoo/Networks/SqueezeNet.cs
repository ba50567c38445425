using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>SqueezeNet 1.0 of the paper and its cheaper revision 1.1, named as torchvision names them.</summary>
internal static class SqueezeNet
{
    // After the first convolution: fire modules by what they squeeze to (they expand to eight times that), and 0 for a pooling.
    private static readonly long[] s_original = [0, 16, 16, 32, 0, 32, 48, 48, 64, 0, 64];
    private static readonly long[] s_revised = [0, 16, 16, 0, 32, 32, 0, 48, 48, 64, 64];

    public static readonly ZooNetwork[] Entries =
    [
        new("squeezenet1.0", "SqueezeNet 1.0", "Iandola et al. 2016, arXiv:1602.07360; torchvision", [],
            query => Build("squeezenet1.0", query.Batch, new(3, 96, 7, Stride: 2), s_original)),
        new("squeezenet1.1", "SqueezeNet 1.1: the accuracy of 1.0 for 2.4 times fewer operations", "Iandola et al. 2016; DeepScale/SqueezeNet 1.1", [],
            query => Build("squeezenet1.1", query.Batch, new(3, 64, 3, Stride: 2), s_revised)),
    ];

    private static Model Build(string name, long batch, Kernel first, long[] layers)
    {
        var net = new GraphBuilder(name);
        var x = net.Input("input", ElementType.Float, batch, 3, 224, 224);
        x = net.Relu(net.Conv(x, "features.0", first), "features.1");
        var from = first.To;
        for (var i = 0; i < layers.Length; i++)
        {
            var layer = $"features.{i + 2}";
            if (layers[i] == 0)
            {
                x = net.MaxPool(x, layer, 3, 2, ceiling: true);
                continue;
            }
            x = Fire(net, x, layer, from, layers[i]);
            from = 8 * layers[i];
        }
        x = net.Dropout(x, "classifier.0");
        x = net.Relu(net.Conv(x, "classifier.1", Kernel.Pointwise(from, 1000)), "classifier.2");
        x = net.GlobalAveragePool(x, "classifier.3");
        net.Output(net.Flatten(x), "output");
        return net.Build();
    }

    private static Value Fire(GraphBuilder net, Value x, string name, long from, long squeezed)
    {
        using var scope = net.Scope(name);
        x = net.Relu(net.Conv(x, "squeeze", Kernel.Pointwise(from, squeezed)), "squeeze_activation");
        var narrow = net.Relu(net.Conv(x, "expand1x1", Kernel.Pointwise(squeezed, 4 * squeezed)), "expand1x1_activation");
        var wide = net.Relu(net.Conv(x, "expand3x3", Kernel.Same(squeezed, 4 * squeezed, 3)), "expand3x3_activation");
        return net.Concat([narrow, wide], "concat");
    }
}
