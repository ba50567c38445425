using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// GoogLeNet as in its paper: convolutions with biases, local response normalisation, no batch normalisation; without the two auxiliary
/// classifiers, which only training uses. Named as the BVLC model names it, with dots.
/// </summary>
internal static class GoogLeNet
{
    // Table 1 of the paper: 1x1, 3x3 after its reduction, 5x5 after its reduction, 1x1 after the pooling.
    private static readonly Inception[] s_modules =
    [
        new("3a", 64, 96, 128, 16, 32, 32),
        new("3b", 128, 128, 192, 32, 96, 64),
        new("4a", 192, 96, 208, 16, 48, 64),
        new("4b", 160, 112, 224, 24, 64, 64),
        new("4c", 128, 128, 256, 24, 64, 64),
        new("4d", 112, 144, 288, 32, 64, 64),
        new("4e", 256, 160, 320, 32, 128, 128),
        new("5a", 256, 160, 320, 32, 128, 128),
        new("5b", 384, 192, 384, 48, 128, 128),
    ];

    public static readonly ZooNetwork[] Entries =
    [
        new("googlenet", "GoogLeNet (Inception v1) as in the paper, without auxiliary classifiers", "Szegedy et al. 2014, arXiv:1409.4842", [], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("googlenet");
        var x = Stem(net, net.Input("input", ElementType.Float, query.Batch, 3, 224, 224));
        var from = 192L;
        foreach (var module in s_modules)
        {
            x = Module(net, x, from, module);
            from = module.To;
            if (module.Name is "3b" or "4e") x = net.MaxPool(x, module.Name == "3b" ? "pool3" : "pool4", 3, 2, ceiling: true);
        }
        x = net.AveragePool(x, "pool5", 7, 1);
        x = net.Dropout(x, "dropout", 0.4f);
        net.Output(net.Linear(net.Flatten(x), "classifier", from, 1000), "output");
        return net.Build();
    }

    private static Value Stem(GraphBuilder net, Value x)
    {
        x = Unit(net, x, "conv1", "relu1", new(3, 64, 7, Stride: 2, Pad: 3));
        x = net.MaxPool(x, "pool1", 3, 2, ceiling: true);
        x = net.LocalResponseNorm(x, "norm1", alpha: 1e-4f, bias: 1);
        x = Unit(net, x, "conv2_reduce", "relu2_reduce", Kernel.Pointwise(64, 64));
        x = Unit(net, x, "conv2", "relu2", Kernel.Same(64, 192, 3));
        x = net.LocalResponseNorm(x, "norm2", alpha: 1e-4f, bias: 1);
        return net.MaxPool(x, "pool2", 3, 2, ceiling: true);
    }

    private static Value Module(GraphBuilder net, Value x, long from, Inception module)
    {
        using var scope = net.Scope($"inception_{module.Name}");
        var one = Unit(net, x, "1x1", "relu_1x1", Kernel.Pointwise(from, module.One));
        var three = Unit(net, x, "3x3_reduce", "relu_3x3_reduce", Kernel.Pointwise(from, module.ThreeReduced));
        three = Unit(net, three, "3x3", "relu_3x3", Kernel.Same(module.ThreeReduced, module.Three, 3));
        var five = Unit(net, x, "5x5_reduce", "relu_5x5_reduce", Kernel.Pointwise(from, module.FiveReduced));
        five = Unit(net, five, "5x5", "relu_5x5", Kernel.Same(module.FiveReduced, module.Five, 5));
        var pooled = net.MaxPool(x, "pool", 3, 1, pad: 1);
        pooled = Unit(net, pooled, "pool_proj", "relu_pool_proj", Kernel.Pointwise(from, module.Pooled));
        return net.Concat([one, three, five, pooled], "output");
    }

    private static Value Unit(GraphBuilder net, Value x, string name, string relu, Kernel kernel) => net.Relu(net.Conv(x, name, kernel), relu);

    private sealed record Inception(string Name, long One, long ThreeReduced, long Three, long FiveReduced, long Five, long Pooled)
    {
        public long To => One + Three + Five + Pooled;
    }
}
