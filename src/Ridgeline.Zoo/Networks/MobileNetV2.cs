using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>MobileNet v2: inverted residuals with linear bottlenecks, named as torchvision names it.</summary>
internal static class MobileNetV2
{
    // Table 2 of the paper: expansion, channels, repetitions, first stride.
    private static readonly (long Expansion, long To, int Times, long Stride)[] s_stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    public static readonly ZooNetwork[] Entries =
    [
        new("mobilenet-v2", "MobileNet v2 of width 1 at 224x224", "Sandler et al. 2018, arXiv:1801.04381; torchvision", [], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("mobilenet-v2");
        var x = net.Input("input", ElementType.Float, query.Batch, 3, 224, 224);
        Value[] relu6 = [net.Constant("relu6.min", Tensor.OfFloat([0])), net.Constant("relu6.max", Tensor.OfFloat([6]))];
        x = Unit(net, x, "features.0", Kernel.Same(3, 32, 3, 2), relu6);
        var (from, index) = (32L, 1);
        foreach (var stage in s_stages)
        {
            for (var i = 0; i < stage.Times; i++, from = stage.To)
            {
                using var scope = net.Scope($"features.{index++}");
                x = InvertedResidual(net, x, (from, stage.Expansion * from, stage.To), i == 0 ? stage.Stride : 1, relu6);
            }
        }
        x = Unit(net, x, $"features.{index}", Kernel.Pointwise(from, 1280), relu6);
        x = net.Flatten(net.GlobalAveragePool(x, "avgpool"));
        x = net.Dropout(x, "classifier.0", 0.2f);
        net.Output(net.Linear(x, "classifier.1", 1280, 1000), "output");
        return net.Build();
    }

    private static Value InvertedResidual(GraphBuilder net, Value x, (long From, long Hidden, long To) width, long stride, Value[] relu6)
    {
        var (y, index) = (x, 0);
        if (width.Hidden != width.From) y = Unit(net, y, $"conv.{index++}", Kernel.Pointwise(width.From, width.Hidden), relu6);
        y = Unit(net, y, $"conv.{index++}", Kernel.Depthwise(width.Hidden, 3, stride), relu6);
        y = net.Conv(y, $"conv.{index++}", Kernel.Pointwise(width.Hidden, width.To), bias: false);
        y = net.BatchNorm(y, $"conv.{index}", width.To);
        return stride == 1 && width.From == width.To ? net.Node("Add", "add", [x, y]) : y;
    }

    private static Value Unit(GraphBuilder net, Value x, string name, Kernel kernel, Value[] relu6)
    {
        using var scope = net.Scope(name);
        x = net.BatchNorm(net.Conv(x, "0", kernel, bias: false), "1", kernel.To);
        return net.Node("Clip", "2", [x, .. relu6]);
    }
}
