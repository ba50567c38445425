using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>A multi-layer perceptron of any size.</summary>
internal static class Perceptron
{
    public static readonly ZooNetwork[] Entries =
    [
        new("mlp", "A perceptron: hidden layers of one width with ReLU between them", "Rumelhart et al. 1986",
            [
                ZooParameter.Number("inputs", 784, "features of an example"),
                ZooParameter.Number("width", 512, "units of a hidden layer"),
                ZooParameter.Number("layers", 2, "hidden layers", least: 0, most: 10_000),
                ZooParameter.Number("outputs", 10, "units of the last layer"),
            ], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("mlp");
        var from = query.Number("inputs");
        var x = net.Input("input", ElementType.Float, query.Batch, from);
        for (var i = 1; i <= query.Number("layers"); i++)
        {
            x = net.Relu(net.Linear(x, $"fc{i}", from, query.Number("width")), $"relu{i}");
            from = query.Number("width");
        }
        net.Output(net.Linear(x, $"fc{query.Number("layers") + 1}", from, query.Number("outputs")), "output");
        return net.Build();
    }
}
