using System.Globalization;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>ResNet as torchvision builds and names it: "v1.5", where the 3x3 convolution of a bottleneck has the stride.</summary>
internal static class ResNet
{
    public static readonly ZooNetwork[] Entries =
    [
        Entry(18, false, [2, 2, 2, 2]),
        Entry(34, false, [3, 4, 6, 3]),
        Entry(50, true, [3, 4, 6, 3]),
        Entry(101, true, [3, 4, 23, 3]),
        Entry(152, true, [3, 8, 36, 3]),
    ];

    private static ZooNetwork Entry(int layers, bool bottleneck, int[] blocks)
    {
        var name = $"resnet{layers.ToString(CultureInfo.InvariantCulture)}";
        var summary = $"ResNet-{layers}{(bottleneck ? " v1.5: the stride lies in the 3x3 convolutions" : "")}";
        return new(name, summary, "He et al. 2015, arXiv:1512.03385; torchvision", [], query => Build(name, query.Batch, bottleneck, blocks));
    }

    private static Model Build(string name, long batch, bool bottleneck, int[] blocks)
    {
        var net = new GraphBuilder(name);
        var x = net.Input("input", ElementType.Float, batch, 3, 224, 224);
        x = net.Conv(x, "conv1", new(3, 64, 7, Stride: 2, Pad: 3), bias: false);
        x = net.Relu(net.BatchNorm(x, "bn1", 64), "relu");
        x = net.MaxPool(x, "maxpool", 3, 2, pad: 1);
        var from = 64L;
        for (var stage = 0; stage < blocks.Length; stage++)
        {
            var width = 64L << stage;
            for (var i = 0; i < blocks[stage]; i++)
            {
                using var scope = net.Scope($"layer{stage + 1}.{i}");
                var block = new Block(from, width, bottleneck ? 4 * width : width, stage > 0 && i == 0 ? 2 : 1);
                x = bottleneck ? Bottleneck(net, x, block) : Basic(net, x, block);
                from = block.To;
            }
        }
        net.Output(net.PooledClassifier(x, "fc", from, 1000), "output");
        return net.Build();
    }

    private static Value Basic(GraphBuilder net, Value x, Block block)
    {
        var y = Normalised(net, x, 1, Kernel.Same(block.From, block.Width, 3, block.Stride));
        y = Normalised(net, net.Relu(y, "relu1"), 2, Kernel.Same(block.Width, block.To, 3), last: true);
        return net.Relu(net.Node("Add", "add", [y, Shortcut(net, x, block)]), "relu2");
    }

    private static Value Bottleneck(GraphBuilder net, Value x, Block block)
    {
        var y = Normalised(net, x, 1, Kernel.Pointwise(block.From, block.Width));
        y = Normalised(net, net.Relu(y, "relu1"), 2, Kernel.Same(block.Width, block.Width, 3, block.Stride));
        y = Normalised(net, net.Relu(y, "relu2"), 3, Kernel.Pointwise(block.Width, block.To), last: true);
        return net.Relu(net.Node("Add", "add", [y, Shortcut(net, x, block)]), "relu3");
    }

    // With a scale of 1 at the end of each branch the sum over 50 blocks of seeded weights would grow out of half precision.
    private static Value Normalised(GraphBuilder net, Value x, int index, Kernel kernel, bool last = false) =>
        net.BatchNorm(net.Conv(x, $"conv{index}", kernel, bias: false), $"bn{index}", kernel.To, scale: last ? 0.25 : 1);

    private static Value Shortcut(GraphBuilder net, Value x, Block block)
    {
        if (block.Stride == 1 && block.From == block.To) return x;
        using var scope = net.Scope("downsample");
        var y = net.Conv(x, "0", new(block.From, block.To, 1, block.Stride), bias: false);
        return net.BatchNorm(y, "1", block.To);
    }

    private readonly record struct Block(long From, long Width, long To, long Stride);
}
