using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Host;

/// <summary>Work without products: element by element, softmax, normalisation.</summary>
internal static class VectorProbes
{
    public static IEnumerable<OperatorProbe> All(ShapeDraw draw)
    {
        foreach (var op in new[] { "Relu", "Sigmoid", "Tanh", "Gelu", "Exp", "Sqrt", "Neg", "HardSwish" })
        {
            var count = draw.Size(4_000, 3_000_000);
            yield return new($"{op} {count}", () => One(op, count));
        }
        foreach (var op in new[] { "Add", "Mul", "Sub", "Add", "Mul", "Div" })
        {
            var count = draw.Size(4_000, 3_000_000);
            yield return new($"{op} {count}", () => Two(op, count));
        }
        for (var i = 0; i < 6; i++)
        {
            var (rows, length) = draw.Until(d => (d.Size(4, 3000), d.Size(16, 2000)), s => s.Item1 * s.Item2 is >= 4_000 and <= 2_000_000);
            yield return new($"softmax {rows} x {length}", () => Rows("Softmax", rows, length));
        }
        for (var i = 0; i < 6; i++)
        {
            var (rows, length) = draw.Until(d => (d.Size(4, 3000), d.Size(64, 4000, 8)), s => s.Item1 * s.Item2 is >= 4_000 and <= 2_000_000);
            yield return new($"layer normalisation {rows} x {length}", () => Rows("LayerNormalization", rows, length));
        }
    }

    private static Model One(string op, long count)
    {
        var net = new GraphBuilder(op);
        net.Output(net.Node(op, "op", [net.Input("x", ElementType.Float, count)]));
        return net.Build();
    }

    private static Model Two(string op, long count)
    {
        var net = new GraphBuilder(op);
        net.Output(net.Node(op, "op", [net.Input("x", ElementType.Float, count), net.Input("y", ElementType.Float, count)]));
        return net.Build();
    }

    private static Model Rows(string op, long rows, long length)
    {
        var net = new GraphBuilder(op);
        Value?[] inputs = op == "Softmax" ? [net.Input("x", ElementType.Float, rows, length)]
            : [net.Input("x", ElementType.Float, rows, length), net.Weight("scale", Filling.Ones, length), net.Weight("shift", Filling.Normal(0.1), length)];
        net.Output(net.Node(op, "op", inputs, NodeAttribute.Of("axis", -1L)));
        return net.Build();
    }
}
