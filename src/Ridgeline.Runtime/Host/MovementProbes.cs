using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Host;

/// <summary>Data that goes to other places: transposed, joined, gathered.</summary>
internal static class MovementProbes
{
    private const long MostElements = 2_000_000;

    public static IEnumerable<OperatorProbe> All(ShapeDraw draw)
    {
        foreach (long[] order in new long[][] { [1, 0], [1, 0], [0, 2, 1], [0, 2, 1, 3], [0, 2, 1, 3], [0, 3, 1, 2], [0, 2, 3, 1] })
        {
            var dims = draw.Until(d => order.Select((_, i) => i == 0 && order.Length > 2 ? 1 : d.Size(8, 1000)).ToArray(),
                dims => dims.Aggregate(1L, (a, b) => a * b) is >= 4_000 and <= MostElements);
            yield return new($"transpose {string.Join('x', dims)} as {string.Join(',', order)}", () => Transpose(dims, order));
        }
        for (var i = 0; i < 3; i++)
        {
            var (rows, one, other) = (draw.Size(8, 800), draw.Size(16, 900), draw.Size(16, 900));
            yield return new($"join {rows} x {one} and {other}", () => Join(rows, one, other));
        }
        for (var i = 0; i < 3; i++)
        {
            var (rows, length, picked) = (draw.Size(500, 8000), draw.Size(32, 1500), draw.Size(16, 500));
            yield return new($"gather {picked} of {rows} x {length}", () => Gather(rows, length, picked));
        }
    }

    private static Model Transpose(long[] dims, long[] order)
    {
        var net = new GraphBuilder("transpose");
        net.Output(net.Node("Transpose", "transpose", [net.Input("x", ElementType.Float, [.. dims.Select(d => (Dim)d)])], NodeAttribute.Of("perm", order)));
        return net.Build();
    }

    private static Model Join(long rows, long one, long other)
    {
        var net = new GraphBuilder("join");
        Value?[] both = [net.Input("x", ElementType.Float, rows, one), net.Input("y", ElementType.Float, rows, other)];
        net.Output(net.Node("Concat", "join", both, NodeAttribute.Of("axis", 1L)));
        return net.Build();
    }

    private static Model Gather(long rows, long length, long picked)
    {
        var net = new GraphBuilder("gather");
        var table = net.Weight("table", Filling.Normal(1), rows, length);
        // Places that no order foretells, all within the table.
        long[] places = [.. Enumerable.Range(0, (int)picked).Select(i => i * 7919L % rows)];
        var shifted = net.Node("Add", "places", [net.Input("shift", ElementType.Int64, 1), net.Constant("rows", Tensor.OfInt64(places, picked))]);
        net.Output(net.Node("Gather", "gather", [table, shifted]));
        return net.Build();
    }
}
