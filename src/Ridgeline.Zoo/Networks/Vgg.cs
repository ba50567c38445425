using System.Globalization;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>VGG with 11, 13, 16 and 19 weight layers, without batch normalisation, named as torchvision names it.</summary>
internal static class Vgg
{
    private static readonly long[] s_channels = [64, 128, 256, 512, 512];

    public static readonly ZooNetwork[] Entries =
    [
        Entry(11, "A", [1, 1, 2, 2, 2]),
        Entry(13, "B", [2, 2, 2, 2, 2]),
        Entry(16, "D", [2, 2, 3, 3, 3]),
        Entry(19, "E", [2, 2, 4, 4, 4]),
    ];

    private static ZooNetwork Entry(int layers, string configuration, int[] convolutions)
    {
        var name = $"vgg{layers.ToString(CultureInfo.InvariantCulture)}";
        return new(name, $"VGG-{layers}, configuration {configuration}", "Simonyan and Zisserman 2014, arXiv:1409.1556", [],
            query => Build(name, query.Batch, convolutions));
    }

    private static Model Build(string name, long batch, int[] convolutions)
    {
        var net = new GraphBuilder(name);
        var x = net.Input("input", ElementType.Float, batch, 3, 224, 224);
        x = Features(net, x, convolutions);
        x = net.Flatten(x);
        x = net.Relu(net.Linear(x, "classifier.0", 512 * 7 * 7, 4096), "classifier.1");
        x = net.Dropout(x, "classifier.2");
        x = net.Relu(net.Linear(x, "classifier.3", 4096, 4096), "classifier.4");
        x = net.Dropout(x, "classifier.5");
        net.Output(net.Linear(x, "classifier.6", 4096, 1000), "output");
        return net.Build();
    }

    private static Value Features(GraphBuilder net, Value x, int[] convolutions)
    {
        using var scope = net.Scope("features");
        var (index, from) = (0, 3L);
        for (var stage = 0; stage < convolutions.Length; stage++)
        {
            for (var i = 0; i < convolutions[stage]; i++, from = s_channels[stage])
            {
                x = net.Conv(x, $"{index++}", Kernel.Same(from, s_channels[stage], 3));
                x = net.Relu(x, $"{index++}");
            }
            x = net.MaxPool(x, $"{index++}", 2, 2);
        }
        return x;
    }
}
