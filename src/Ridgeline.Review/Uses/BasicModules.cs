using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Prediction;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Uses;

/// <summary>The basic modules of deep learning, one small network each, at sizes that occur in networks of the zoo.</summary>
internal static class BasicModules
{
    /// <summary>The batch that shows what a machine can do with a module.</summary>
    public const long Large = 64;

    private static readonly (string Name, Func<GraphBuilder, long, Value> Write)[] s_modules =
    [
        ("convolution_1d", (net, b) => Convolution(net, b, 128, 1000)), ("convolution_2d", (net, b) => Convolution(net, b, 128, 56, 56)),
        ("convolution_3d", (net, b) => Convolution(net, b, 64, 16, 28, 28)), ("linear", Linear), ("sparse_linear", SparseLinear),
        ("divisive_normalisation", (net, b) => net.Node("LRN", "lrn", [Picture(net, b, 96, 55)], NodeAttribute.Of("size", 5L))),
        ("elementwise", (net, b) => net.Node("Relu", "relu", [net.Node("Add", "add", [Picture(net, b, 256, 56), Picture(net, b, 256, 56)])])),
        ("pooling", (net, b) => net.Node("MaxPool", "pool", [Picture(net, b, 64, 112)], NodeAttribute.Of("kernel_shape", [3L, 3L]),
            NodeAttribute.Of("strides", [2L, 2L]))),
        ("attention", Attention),
    ];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_modules.Select(m => m.Name)];

    /// <summary>All modules.</summary>
    public static IReadOnlyList<ReviewNetwork> Of(NetworkShelf shelf)
        => [.. s_modules.Select(m => shelf.Of(m.Name, Large, batch => Build(m.Name, m.Write, batch)))];

    private static Workload Build(string name, Func<GraphBuilder, long, Value> write, long batch)
    {
        var net = new GraphBuilder(name);
        net.Output(write(net, batch), "output");
        return NetworkShelf.Ready(name, net.Build(), batch);
    }

    private static Value Picture(GraphBuilder net, long batch, long channels, long side) => net.Input("input", ElementType.Float, batch, channels, side, side);

    // Filters of 3 along each dimension, as many out as in.
    private static Value Convolution(GraphBuilder net, long batch, long channels, params long[] sides)
    {
        var x = net.Input("input", ElementType.Float, [batch, channels, .. sides.Select(s => (Dim)s)]);
        var ones = Enumerable.Repeat(1L, 2 * sides.Length).ToArray();
        var kernel = Enumerable.Repeat(3L, sides.Length).ToArray();
        var w = net.Weight("weight", Filling.He(channels), [channels, channels, .. kernel]);
        return net.Node("Conv", "conv", [x, w], NodeAttribute.Of("kernel_shape", kernel), NodeAttribute.Of("pads", ones));
    }

    private static Value Linear(GraphBuilder net, long batch)
        => net.Node("MatMul", "linear", [net.Input("input", ElementType.Float, batch, 2048), net.Weight("weight", Filling.He(2048), 2048, 2048)]);

    // 32 rows of a table of a million, summed: a linear operator on an input of a million that is almost all zeros.
    private static Value SparseLinear(GraphBuilder net, long batch)
    {
        var picked = net.Node("Gather", "gather", [net.Weight("table", Filling.Normal(1), 1_000_000, 64), net.Input("indices", ElementType.Int64, batch, 32)]);
        return net.Node("ReduceSum", "sum", [picked, net.Constant("axes", Tensor.OfInt64([1], 1))], NodeAttribute.Of("keepdims", 0L));
    }

    // Twelve heads of 64 over 128 positions.
    private static Value Attention(GraphBuilder net, long batch)
    {
        var (q, k, v) = (net.Input("q", ElementType.Float, batch, 12, 128, 64), net.Input("k", ElementType.Float, batch, 12, 64, 128),
            net.Input("v", ElementType.Float, batch, 12, 128, 64));
        var scores = net.Node("Softmax", "softmax", [net.Node("MatMul", "scores", [q, k])], NodeAttribute.Of("axis", -1L));
        return net.Node("MatMul", "mix", [scores, v]);
    }
}
