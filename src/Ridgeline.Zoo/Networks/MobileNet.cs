using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>MobileNet v1: depthwise convolutions followed by pointwise ones.</summary>
internal static class MobileNet
{
    // Output channels and stride of each pair, from table 1 of the paper. Its last pair is printed with stride 2, a slip: the outputs are 7x7.
    private static readonly (long To, long Stride)[] s_pairs =
    [
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
    ];

    public static readonly ZooNetwork[] Entries =
    [
        new("mobilenet-v1", "MobileNet v1 of width 1 at 224x224", "Howard et al. 2017, arXiv:1704.04861", [], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("mobilenet-v1");
        var x = net.Input("input", ElementType.Float, query.Batch, 3, 224, 224);
        x = Unit(net, x, "conv", Kernel.Same(3, 32, 3, 2));
        var from = 32L;
        for (var i = 0; i < s_pairs.Length; i++)
        {
            using var scope = net.Scope($"block{i + 1}");
            x = Unit(net, x, "depthwise", Kernel.Depthwise(from, 3, s_pairs[i].Stride));
            x = Unit(net, x, "pointwise", Kernel.Pointwise(from, s_pairs[i].To));
            from = s_pairs[i].To;
        }
        net.Output(net.PooledClassifier(x, "fc", from, 1000), "output");
        return net.Build();
    }

    private static Value Unit(GraphBuilder net, Value x, string name, Kernel kernel)
    {
        x = net.Conv(x, name, kernel, bias: false);
        return net.Relu(net.BatchNorm(x, $"{name}_bn", kernel.To), $"{name}_relu");
    }
}
