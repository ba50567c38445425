using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>NeuMF: a matrix factorisation and a perceptron, each with its own embeddings of user and item, joined in one output.</summary>
internal static class NeuralCollaborativeFiltering
{
    public static readonly ZooNetwork[] Entries =
    [
        new("ncf", "NeuMF for MovieLens-1M: 8 factors, a tower of 64-32-16-8", "He et al. 2017, arXiv:1708.05031",
            [
                ZooParameter.Number("users", 6040, "rows of the users' tables", most: 1L << 32),
                ZooParameter.Number("items", 3706, "rows of the items' tables", most: 1L << 32),
                ZooParameter.Number("factors", 8, "predictive factors; the tower is 8, 4, 2 and 1 times as wide", most: 1 << 16),
            ], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("ncf");
        var factors = query.Number("factors");
        var user = net.Input("user", ElementType.Int64, query.Batch);
        var item = net.Input("item", ElementType.Int64, query.Batch);
        var (users, items) = (query.Number("users"), query.Number("items"));

        var product = net.Node("Mul", "mf.multiply",
            [Embed(net, user, "mf.user_embedding", users, factors), Embed(net, item, "mf.item_embedding", items, factors)]);

        var x = net.Concat(
            [Embed(net, user, "mlp.user_embedding", users, 4 * factors), Embed(net, item, "mlp.item_embedding", items, 4 * factors)], "mlp.concat");
        for (var (layer, width) = (1, 8 * factors); layer <= 3; layer++, width /= 2)
        {
            x = net.Relu(net.Linear(x, $"mlp.layer{layer}", width, width / 2), $"mlp.relu{layer}");
        }
        x = net.Linear(net.Concat([product, x], "concat"), "prediction", 2 * factors, 1);
        net.Output(net.Node("Sigmoid", "sigmoid", [x]), "output");
        return net.Build();
    }

    private static Value Embed(GraphBuilder net, Value indices, string name, long rows, long width)
    {
        using var scope = net.Scope(name);
        return net.Node("Gather", "", [net.Weight("weight", Filling.Normal(0.05), rows, width), indices]);
    }
}
