using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Host;

/// <summary>Convolutions of all kinds, and pools after them.</summary>
internal static class ConvolutionProbes
{
    private const long ColdBytes = 80L << 20;
    private const long MostActivations = 4 << 20;

    private readonly record struct Size(long From, long To, long Side, long Kernel, long Stride, long Groups)
    {
        public long OutputSide => (Side + Stride - 1) / Stride;

        public long Macs => OutputSide * OutputSide * From / Groups * To * Kernel * Kernel;

        public bool Fits => Side * Side * From <= MostActivations && OutputSide * OutputSide * To <= MostActivations && Macs is >= 100_000 and <= 150_000_000;

        public override string ToString() => $"{From} to {To}, {Side}x{Side}, {Kernel}x{Kernel}{(Stride > 1 ? $" by {Stride}" : "")}";
    }

    public static IEnumerable<OperatorProbe> All(ShapeDraw draw)
    {
        for (var i = 0; i < 18; i++) yield return Once("convolution", draw.Until(Wide, s => s.Fits), draw.One("", "Relu", "Clip"));
        for (var i = 0; i < 8; i++)
        {
            var image = draw.Until(d => new Size(d.One(1L, 3, 4), d.Size(12, 96, 4), d.Size(60, 230), d.One(3L, 5, 7), d.One(1L, 2), 1), s => s.Fits);
            yield return Once("image", image, "Relu");
        }
        for (var i = 0; i < 18; i++) yield return Once("pointwise", draw.Until(Pointwise, s => s.Fits), draw.One("", "Relu", "Clip", "Add"));
        for (var i = 0; i < 18; i++)
        {
            // Between two others, as in a network: what one core made another one reads.
            var (size, narrow, after) = (draw.Until(Depthwise, s => s.Fits), draw.Size(12, 160, 4), draw.One("Relu", "Clip"));
            yield return new($"depthwise {size} between {narrow} {after}", () => Between(size, narrow, after));
        }
        for (var i = 0; i < 3; i++)
        {
            var size = draw.Until(d => Wide(d) with { Stride = 1 }, s => s.Fits && s.From * s.To > 50_000);
            var times = (int)(ColdBytes / (size.From * size.To * size.Kernel * size.Kernel * sizeof(float)) / 2 * 2);
            yield return new($"{times} convolutions {size}", () => Build(size, times, "Relu", ""));
        }
        for (var i = 0; i < 8; i++)
        {
            var (channels, side, kernel) = (draw.Size(24, 600, 8), draw.Size(7, 90), draw.One(2L, 3, 0));
            if (channels * side * side > MostActivations / 2) continue;
            var pool = kernel == 0 ? "GlobalAveragePool" : draw.One("MaxPool", "AveragePool");
            yield return new($"{pool} {channels} x {side}x{side}", () => Build(new(16, channels, side, 1, 1, 1), 1, "", pool, kernel));
        }
    }

    private static Size Wide(ShapeDraw d) => new(d.Size(16, 520, 8), d.Size(16, 520, 8), d.Size(6, 100), d.One(3L, 3, 3, 5), d.One(1L, 1, 2), 1);

    private static Size Pointwise(ShapeDraw d) => new(d.Size(12, 2000, 4), d.Size(12, 2000, 4), d.Size(5, 115), 1, 1, 1);

    private static Size Depthwise(ShapeDraw d)
    {
        // Channels that fill vectors, as those of nearly all networks do: a rest of them takes many times its share.
        var channels = d.Size(16, 1200, 16);
        return new(channels, channels, d.Size(6, 115), d.One(3L, 3, 5), d.One(1L, 1, 2), channels);
    }

    private static OperatorProbe Once(string name, Size size, string after) => new($"{name} {size} {after}".TrimEnd(), () => Build(size, 1, after, ""));

    private static Model Between(Size size, long narrow, string after)
    {
        var net = new GraphBuilder("depthwise");
        var x = net.Input("x", ElementType.Float, 1, narrow, size.Side, size.Side);
        x = Activate(net, Convolve(net, x, "before", new(narrow, size.From, size.Side, 1, 1, 1)), after, "before");
        x = Activate(net, Convolve(net, x, "depthwise", size), after, "depthwise");
        net.Output(Convolve(net, x, "behind", new(size.To, narrow, size.OutputSide, 1, 1, 1)));
        return net.Build();
    }

    private static Value Activate(GraphBuilder net, Value x, string after, string name) => after switch
    {
        "" => x,
        "Clip" => net.Node("Clip", $"after {name}", [x, net.Constant($"least {name}", Tensor.OfFloat([0])), net.Constant($"most {name}", Tensor.OfFloat([6]))]),
        _ => net.Node(after, $"after {name}", [x]),
    };

    private static Model Build(Size size, int times, string after, string pool, long kernel = 0)
    {
        var net = new GraphBuilder("convolution");
        var x = net.Input("x", ElementType.Float, 1, size.From, size.Side, size.Side);
        for (var i = 0; i < times; i++)
        {
            var (from, to) = i % 2 == 0 ? (size.From, size.To) : (size.To, size.From);
            x = Convolve(net, x, $"{i}", size with { From = from, To = to });
            // What was made before is added to what a second one makes of it.
            x = after == "Add" ? net.Node("Add", $"sum{i}", [Convolve(net, x, $"{i}b", size with { From = to, To = to }), x]) : Activate(net, x, after, $"{i}");
        }
        if (pool.Length > 0) x = Pool(net, x, pool, kernel);
        net.Output(x);
        return net.Build();
    }

    private static Value Convolve(GraphBuilder net, Value x, string name, Size s)
    {
        var each = s.From / s.Groups;
        var weights = net.Weight($"w{name}", Even(each * s.Kernel * s.Kernel), s.To, each, s.Kernel, s.Kernel);
        var pad = s.Kernel / 2;
        return net.Node("Conv", $"convolution{name}", [x, weights, net.Weight($"b{name}", Filling.Zeros, s.To)], NodeAttribute.Of("kernel_shape", [s.Kernel, s.Kernel]),
            NodeAttribute.Of("strides", [s.Stride, s.Stride]), NodeAttribute.Of("pads", [pad, pad, pad, pad]), NodeAttribute.Of("group", s.Groups));
    }

    // Weights alike keep results of the size of inputs, however long the chain; what they are does not change how long a product takes.
    private static Filling Even(long summed) => new(1d / summed, 0);

    private static Value Pool(GraphBuilder net, Value x, string pool, long kernel) => kernel == 0 ? net.Node(pool, "pool", [x])
        : net.Node(pool, "pool", [x], NodeAttribute.Of("kernel_shape", [kernel, kernel]), NodeAttribute.Of("strides", [2L, 2L]));
}
