using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// The deep learning recommendation model: dense features through a perceptron, categories through embedding tables, all pairs multiplied, and
/// a second perceptron on the products.
/// </summary>
internal static class Dlrm
{
    // Distinct values of the 26 categories. Kaggle: facebookresearch/dlrm, bench/dlrm_s_criteo_kaggle.sh, as its preprocessing counts them.
    private static readonly long[] s_kaggleRows =
    [
        1460, 583, 10131227, 2202608, 305, 24, 12517, 633, 3, 93145, 5683, 8351593, 3194, 27, 14992, 5461306, 10, 5652, 2173, 4, 7046547, 18, 15,
        286181, 105, 142572,
    ];

    // MLPerf training v0.7 to v2.1: the terabyte data set with tables of at most 40 million rows.
    private static readonly long[] s_terabyteRows =
    [
        39884406, 39043, 17289, 7420, 20263, 3, 7120, 1543, 63, 38532951, 2953546, 403346, 10, 2208, 11938, 155, 4, 976, 14, 39979771, 25641295,
        39664984, 585935, 12972, 108, 36,
    ];

    public static readonly ZooNetwork[] Entries =
    [
        new("dlrm", "DLRM: Criteo Kaggle as in the paper (embeddings of 16), or MLPerf's Criteo terabyte (of 128)", "Naumov et al. 2019, arXiv:1906.00091",
            [
                ZooParameter.Word("data", "whose tables and layers", "kaggle", "terabyte"),
                ZooParameter.Number("lookups", 1, "rows summed from each table", most: 1 << 16),
            ], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var kaggle = query.Word("data") == "kaggle";
        var rows = kaggle ? s_kaggleRows : s_terabyteRows;
        long[] bottom = kaggle ? [13, 512, 256, 64, 16] : [13, 512, 256, 128];
        var width = bottom[^1];
        var net = new GraphBuilder("dlrm");
        var dense = net.Input("dense", ElementType.Float, query.Batch, 13);
        var indices = rows.Select((_, i) => net.Input($"categories.{i}", ElementType.Int64, query.Batch, query.Number("lookups"))).ToArray();

        var x = Perceptron(net, dense, "bottom", bottom, "Relu");
        var axis = net.Constant("axis1", Tensor.OfInt64([1], 1));
        var embedded = rows.Select((count, i) => EmbeddingBag(net, indices[i], $"embedding.{i}", count, width, axis)).ToArray();
        x = Interact(net, x, embedded, axis);

        var vectors = rows.Length + 1;
        var interactions = width + (vectors * (vectors - 1) / 2);
        long[] top = kaggle ? [interactions, 512, 256, 1] : [interactions, 1024, 1024, 512, 256, 1];
        net.Output(Perceptron(net, x, "top", top, "Sigmoid"), "output");
        return net.Build();
    }

    private static Value Perceptron(GraphBuilder net, Value x, string name, long[] widths, string last)
    {
        using var scope = net.Scope(name);
        for (var i = 0; i + 1 < widths.Length; i++)
        {
            x = net.Linear(x, $"{2 * i}", widths[i], widths[i + 1]);
            x = net.Node(i + 2 < widths.Length ? "Relu" : last, $"{(2 * i) + 1}", [x]);
        }
        return x;
    }

    // Rows of a table, summed: PyTorch's EmbeddingBag.
    private static Value EmbeddingBag(GraphBuilder net, Value indices, string name, long rows, long width, Value axis)
    {
        using var scope = net.Scope(name);
        var table = net.Weight("weight", Filling.Normal(1 / Math.Sqrt(rows)), rows, width);
        var picked = net.Node("Gather", "", [table, indices]);
        return net.Node("ReduceSum", "sum", [picked, axis], NodeAttribute.Of("keepdims", 0L));
    }

    // Each pair's product once: the part of the Gram matrix below its diagonal.
    private static Value Interact(GraphBuilder net, Value dense, Value[] embedded, Value axis)
    {
        using var scope = net.Scope("interaction");
        var rows = embedded.Prepend(dense).Select((v, i) => net.Node("Unsqueeze", $"row{i}", [v, axis])).ToArray();
        var vectors = net.Concat(rows, "concat");
        var transposed = net.Node("Transpose", "transpose", [vectors], NodeAttribute.Of("perm", [0L, 2, 1]));
        var products = net.Flatten(net.Node("MatMul", "dot", [vectors, transposed]));
        var count = rows.Length;
        var below = Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, i).Select(j => ((long)i * count) + j)).ToArray();
        var pairs = net.Node("Gather", "pairs", [products, net.Constant("pairs.indices", Tensor.OfInt64(below, below.Length))],
            NodeAttribute.Of("axis", 1L));
        return net.Concat([dense, pairs], "output");
    }
}
