using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Host;

/// <summary>Products of a matrix with constant weights, with what is done to their results, and attention.</summary>
internal static class ProductProbes
{
    private const long ColdBytes = 80L << 20;
    private const long LeastMacs = 200_000;
    private const long MostMacs = 150_000_000;

    public static IEnumerable<OperatorProbe> All(ShapeDraw draw)
    {
        for (var i = 0; i < 20; i++)
        {
            var (m, k, n) = draw.Until(Size, s => s.M * s.K * s.N is >= LeastMacs and <= MostMacs);
            var after = draw.One("", "Relu", "Gelu", "Add");
            yield return new($"product {m} x {k} x {n} {after}".TrimEnd(), () => Build(m, k, n, 1, after));
        }
        // As many weights as no cache keeps from run to run.
        for (var i = 0; i < 6; i++)
        {
            var (m, k, n) = draw.Until(Size, s => s.M * s.K * s.N <= MostMacs && s.K * s.N >= 400_000);
            var times = Math.Max(4, (int)(ColdBytes / (k * n * sizeof(float)) / 2 * 2));
            yield return new($"{times} products {m} x {k} x {n}", () => Build(m, k, n, times, ""));
        }
        for (var i = 0; i < 6; i++)
        {
            var (heads, length, size) = (draw.Size(2, 16), draw.Size(24, 400), draw.One(32L, 48, 64, 80, 96));
            yield return new($"attention {heads} x {length} x {size}", () => Attention(heads, length, size));
        }
    }

    private static (long M, long K, long N) Size(ShapeDraw draw) => (draw.Size(1, 700), draw.Size(48, 4000, 8), draw.Size(24, 4000, 8));

    // A chain goes from K to N and back.
    private static Model Build(long m, long k, long n, int times, string after)
    {
        var net = new GraphBuilder("product");
        var x = net.Input("x", ElementType.Float, m, k);
        var residual = after == "Add" ? net.Input("residual", ElementType.Float, m, n) : null;
        for (var i = 0; i < times; i++)
        {
            var (from, to) = i % 2 == 0 ? (k, n) : (n, k);
            x = net.Node("MatMul", $"product{i}", [x, net.Weight($"w{i}", new(1d / from, 0), from, to)]);
            x = net.Node("Add", $"bias{i}", [x, net.Weight($"b{i}", Filling.Zeros, to)]);
            if (residual is not null) x = net.Node("Add", $"sum{i}", [x, residual]);
            else if (after.Length > 0) x = net.Node(after, $"after{i}", [x]);
        }
        net.Output(x);
        return net.Build();
    }

    private static Model Attention(long heads, long length, long size)
    {
        var net = new GraphBuilder("attention");
        var inputs = new[] { "q", "k", "v" }.Select(name => net.Input(name, ElementType.Float, 1, length, heads * size)).ToArray();
        net.Output(net.Node("Attention", "attention", inputs, NodeAttribute.Of("q_num_heads", heads), NodeAttribute.Of("kv_num_heads", heads)));
        return net.Build();
    }
}
