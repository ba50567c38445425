using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Zoo.Networks;

/// <summary>LeNet and the variant whose operation table the Cambridge lecture prints.</summary>
internal static class LeNet
{
    public static readonly ZooNetwork[] Entries =
    [
        new("lenet", "LeNet as profiled in Lane's 2022 lecture: fc2 has 60 outputs, a ReLU follows fc3", "Lane, Hardware Ecosystem (2022)", [],
            query => Build(query, "lenet", 60)),
    ];

    private static Model Build(ZooQuery query, string name, long hidden)
    {
        var net = new GraphBuilder(name);
        var x = net.Input("input", ElementType.Float, query.Batch, 1, 28, 28);
        x = Conv(net, x, "conv1", 1, 6);
        x = net.Node("Relu", "relu1", [x]);
        x = Pool(net, x, "pool1");
        _ = (x, hidden);
        return net.Build();
    }

    private static Value Conv(GraphBuilder net, Value x, string name, long from, long to)
    {
        using var scope = net.Scope(name);
        var w = net.Weight("weight", Filling.He(from * 25), to, from, 5, 5);
        var b = net.Weight("bias", Filling.Zeros, to);
        return net.Node("Conv", "", [x, w, b], NodeAttribute.Of("kernel_shape", [5L, 5L]));
    }

    private static Value Pool(GraphBuilder net, Value x, string name) => net.Node("MaxPool", name, [x],
        NodeAttribute.Of("kernel_shape", [2L, 2L]), NodeAttribute.Of("strides", [2L, 2L]));
}
