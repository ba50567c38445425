using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Prediction.Tests;

/// <summary>Small networks drawn from a seed: convolutions, depthwise ones, products, activations, normalisations, residuals.</summary>
internal static class RandomNetworks
{
    public static Workload Of(int seed, long batch, bool single = true)
    {
        var random = new Random(seed);
        var net = new GraphBuilder("random");
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
        net.Output(x, "y");
        var model = net.Build();
        var inference = new ShapeInference().Infer(model, new DiagnosticBag());
        return new($"random {seed}", model, inference, batch) { Single = single && batch > 1 ? Of(seed, 1) : null };
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
