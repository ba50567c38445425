using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>EfficientNet-B0: inverted residuals with squeeze-and-excitation and Swish, named as torchvision names it.</summary>
internal static class EfficientNet
{
    private const float Epsilon = 1e-3f;

    // Table 1 of the paper: expansion, kernel, channels, repetitions, first stride.
    private static readonly (long Expansion, long Size, long To, int Times, long Stride)[] s_stages =
    [
        (1, 3, 16, 1, 1), (6, 3, 24, 2, 2), (6, 5, 40, 2, 2), (6, 3, 80, 3, 2), (6, 5, 112, 3, 1), (6, 5, 192, 4, 2), (6, 3, 320, 1, 1),
    ];

    public static readonly ZooNetwork[] Entries =
    [
        new("efficientnet-b0", "EfficientNet-B0 at 224x224", "Tan and Le 2019, arXiv:1905.11946", [], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("efficientnet-b0");
        var x = net.Input("input", ElementType.Float, query.Batch, 3, 224, 224);
        x = Unit(net, x, "features.0", Kernel.Same(3, 32, 3, 2));
        var from = 32L;
        for (var i = 0; i < s_stages.Length; i++)
        {
            var stage = s_stages[i];
            for (var j = 0; j < stage.Times; j++, from = stage.To)
            {
                using var scope = net.Scope($"features.{i + 1}.{j}");
                var depthwise = Kernel.Depthwise(stage.Expansion * from, stage.Size, j == 0 ? stage.Stride : 1);
                x = InvertedResidual(net, x, from, depthwise, stage.To);
            }
        }
        x = Unit(net, x, $"features.{s_stages.Length + 1}", Kernel.Pointwise(from, 1280));
        x = net.Flatten(net.GlobalAveragePool(x, "avgpool"));
        x = net.Dropout(x, "classifier.0", 0.2f);
        net.Output(net.Linear(x, "classifier.1", 1280, 1000), "output");
        return net.Build();
    }

    private static Value InvertedResidual(GraphBuilder net, Value x, long from, Kernel depthwise, long to)
    {
        var (y, index) = (x, 0);
        if (depthwise.From != from) y = Unit(net, y, $"block.{index++}", Kernel.Pointwise(from, depthwise.From));
        y = Unit(net, y, $"block.{index++}", depthwise);
        // The squeeze is a quarter of what comes into the block, not of what it was expanded to.
        y = SqueezeExcitation(net, y, $"block.{index++}", depthwise.To, from / 4);
        using var scope = net.Scope($"block.{index}");
        y = net.BatchNorm(net.Conv(y, "0", Kernel.Pointwise(depthwise.To, to), bias: false), "1", to, Epsilon);
        return depthwise.Stride == 1 && from == to ? net.Node("Add", "add", [x, y]) : y;
    }

    private static Value SqueezeExcitation(GraphBuilder net, Value x, string name, long channels, long squeezed)
    {
        using var scope = net.Scope(name);
        var y = net.GlobalAveragePool(x, "avgpool");
        y = Swish(net, net.Conv(y, "fc1", Kernel.Pointwise(channels, squeezed)), "activation");
        y = net.Conv(y, "fc2", Kernel.Pointwise(squeezed, channels));
        return net.Node("Mul", "mul", [x, net.Node("Sigmoid", "scale_activation", [y])]);
    }

    private static Value Unit(GraphBuilder net, Value x, string name, Kernel kernel)
    {
        using var scope = net.Scope(name);
        x = net.BatchNorm(net.Conv(x, "0", kernel, bias: false), "1", kernel.To, Epsilon);
        return Swish(net, x, "2");
    }

    private static Value Swish(GraphBuilder net, Value x, string name)
    {
        using var scope = net.Scope(name);
        return net.Node("Mul", "mul", [x, net.Node("Sigmoid", "sigmoid", [x])]);
    }
}
