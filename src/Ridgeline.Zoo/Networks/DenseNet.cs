using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>DenseNet-121: each layer sees the outputs of all before it in its block. Named as torchvision names it.</summary>
internal static class DenseNet
{
    private const long Growth = 32;

    private static readonly int[] s_layers = [6, 12, 24, 16];

    public static readonly ZooNetwork[] Entries =
    [
        new("densenet121", "DenseNet-121, growth 32, compression 0.5", "Huang et al. 2016, arXiv:1608.06993; torchvision", [], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("densenet121");
        var x = net.Input("input", ElementType.Float, query.Batch, 3, 224, 224);
        var channels = 64L;
        using (net.Scope("features"))
        {
            x = net.Conv(x, "conv0", new(3, channels, 7, Stride: 2, Pad: 3), bias: false);
            x = net.MaxPool(net.Relu(net.BatchNorm(x, "norm0", channels), "relu0"), "pool0", 3, 2, pad: 1);
            for (var i = 0; i < s_layers.Length; i++)
            {
                x = DenseBlock(net, x, $"denseblock{i + 1}", s_layers[i], ref channels);
                if (i + 1 < s_layers.Length) x = Transition(net, x, $"transition{i + 1}", ref channels);
            }
            x = net.Relu(net.BatchNorm(x, "norm5", channels), "relu5");
        }
        net.Output(net.PooledClassifier(x, "classifier", channels, 1000), "output");
        return net.Build();
    }

    private static Value DenseBlock(GraphBuilder net, Value x, string name, int layers, ref long channels)
    {
        using var scope = net.Scope(name);
        var outputs = new List<Value> { x };
        for (var i = 1; i <= layers; i++, channels += Growth)
        {
            using var layer = net.Scope($"denselayer{i}");
            var y = outputs.Count == 1 ? x : net.Concat(outputs, "concat");
            y = net.Relu(net.BatchNorm(y, "norm1", channels), "relu1");
            y = net.Conv(y, "conv1", Kernel.Pointwise(channels, 4 * Growth), bias: false);
            y = net.Relu(net.BatchNorm(y, "norm2", 4 * Growth), "relu2");
            outputs.Add(net.Conv(y, "conv2", Kernel.Same(4 * Growth, Growth, 3), bias: false));
        }
        return net.Concat(outputs, "concat");
    }

    private static Value Transition(GraphBuilder net, Value x, string name, ref long channels)
    {
        using var scope = net.Scope(name);
        x = net.Relu(net.BatchNorm(x, "norm", channels), "relu");
        x = net.Conv(x, "conv", Kernel.Pointwise(channels, channels / 2), bias: false);
        channels /= 2;
        return net.AveragePool(x, "pool", 2, 2);
    }
}
