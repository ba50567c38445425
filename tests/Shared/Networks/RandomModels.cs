using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Tests;

/// <summary>
/// Small networks drawn from a seed: convolutional ones (depthwise too, activations, residuals), attention over gathered embeddings (fused or written out, with
/// softmax and layer normalisation), recurrent ones.
/// </summary>
internal static class RandomModels
{
    public static Model Of(int seed, long batch)
    {
        var random = new Random(seed);
        var net = new GraphBuilder("random");
        var x = (seed % 3) switch
        {
            0 => Convolutional(net, random, batch),
            1 => Sequence(net, random, batch, isRecurrent: false),
            _ => Sequence(net, random, batch, isRecurrent: true),
        };
        net.Output(x, "y");
        return net.Build();
    }

    private static Value Convolutional(GraphBuilder net, Random random, long batch)
    {
        long channels = 1L << random.Next(2, 7), side = 4L << random.Next(0, 4);
        var x = net.Input("x", ElementType.Float, batch, channels, side, side);
        for (var i = random.Next(2, 7); i > 0; i--) x = Block(net, random, x, ref channels);
        x = net.Node("GlobalAveragePool", "", [x]);
        x = net.Node("Flatten", "", [x]);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var width = 1L << random.Next(3, 11);
            x = net.Node("MatMul", $"fc{i}", [x, net.Weight($"fc{i}.w", Filling.Zeros, channels, width)]);
            if (random.Next(2) == 0) x = net.Node("Softmax", "", [x]);
            channels = width;
        }
        return x;
    }

    // ids: [batch, words] or, where time comes first, [words, batch].
    private static Value Sequence(GraphBuilder net, Random random, long batch, bool isRecurrent)
    {
        long width = 8L << random.Next(1, 6), words = 1L << random.Next(1, 7);
        var ids = isRecurrent ? net.Input("ids", ElementType.Int64, words, batch) : net.Input("ids", ElementType.Int64, batch, words);
        var x = net.Node("Gather", "embedding", [net.Weight("table", Filling.Zeros, 1L << random.Next(4, 14), width), ids], NodeAttribute.Of("axis", 0L));
        for (var i = random.Next(1, 4); i > 0; i--) x = isRecurrent ? Recurrent(net, random, x, width, i) : Attention(net, random, x, width, i);
        var outputs = 1L << random.Next(3, 12);
        x = net.Node("MatMul", "head", [x, net.Weight("head.w", Filling.Zeros, width, outputs)]);
        return random.Next(2) == 0 ? net.Node("Softmax", "", [x], NodeAttribute.Of("axis", -1L)) : x;
    }

    private static Value Recurrent(GraphBuilder net, Random random, Value x, long width, int layer)
    {
        var (cell, gates) = random.Next(2) == 0 ? ("LSTM", 4L) : ("GRU", 3L);
        var weights = net.Weight($"r{layer}.w", Filling.Zeros, 1, gates * width, width);
        var state = net.Weight($"r{layer}.r", Filling.Zeros, 1, gates * width, width);
        var y = net.Node(cell, $"r{layer}", [x, weights, state], NodeAttribute.Of("hidden_size", width));
        return net.Node("Squeeze", "", [y, net.Constant($"r{layer}.axis", Tensor.OfInt64([1], 1))]);
    }

    private static Value Attention(GraphBuilder net, Random random, Value x, long width, int layer)
    {
        Value Product(Value from, string name, long rows, long columns)
            => net.Node("MatMul", $"a{layer}.{name}", [from, net.Weight($"a{layer}.{name}.w", Filling.Zeros, rows, columns)]);

        var scale = net.Constant($"a{layer}.scale", Tensor.Absent(ElementType.Float, [width], Filling.Ones));
        var normal = net.Node("LayerNormalization", $"a{layer}.norm", [x, scale], NodeAttribute.Of("axis", -1L));
        var (q, k, v) = (Product(normal, "q", width, width), Product(normal, "k", width, width), Product(normal, "v", width, width));
        Value y;
        if (random.Next(2) == 0)
        {
            var heads = 1L << random.Next(0, 4);
            y = net.Node("Attention", $"a{layer}.attention", [q, k, v], NodeAttribute.Of("q_num_heads", heads), NodeAttribute.Of("kv_num_heads", heads));
        }
        else
        {
            var scores = net.Node("MatMul", $"a{layer}.scores", [q, net.Node("Transpose", "", [k], NodeAttribute.Of("perm", [0L, 2L, 1L]))]);
            y = net.Node("MatMul", $"a{layer}.values", [net.Node("Softmax", "", [scores], NodeAttribute.Of("axis", -1L)), v]);
        }
        x = net.Node("Add", "", [x, Product(y, "o", width, width)]);
        var wide = net.Node("Relu", "", [Product(x, "up", width, 4 * width)]);
        return net.Node("Add", "", [x, Product(wide, "down", 4 * width, width)]);
    }

    private static Value Block(GraphBuilder net, Random random, Value x, ref long channels)
    {
        var name = $"b{net.GetHashCode()}_{random.Next()}";
        var deep = random.Next(3) == 0;
        var (to, kernel) = (deep ? channels : 1L << random.Next(2, 8), random.Next(2) == 0 ? 1L : 3L);
        var weight = net.Weight($"{name}.w", Filling.Zeros, to, deep ? 1 : channels, kernel, kernel);
        var y = net.Node("Conv", name, [x, weight], NodeAttribute.Of("kernel_shape", [kernel, kernel]), NodeAttribute.Of("pads", [kernel / 2, kernel / 2, kernel / 2, kernel / 2]),
            NodeAttribute.Of("group", deep ? channels : 1L));
        if (random.Next(2) == 0) y = net.Node("Relu", "", [y]);
        if (random.Next(3) == 0) y = net.Node("Sigmoid", "", [y]);
        if (to == channels && random.Next(2) == 0) y = net.Node("Add", "", [y, x]);
        channels = to;
        return y;
    }
}
