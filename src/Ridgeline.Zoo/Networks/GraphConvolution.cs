using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// The graph convolutional network of Kipf and Welling. The normalised adjacency is a list of edges (source, target, weight), so that work is in
/// proportion to edges: rows are gathered by source, weighted, and added up by target.
/// </summary>
internal static class GraphConvolution
{
    public static readonly ZooNetwork[] Entries =
    [
        new("gcn", "GCN of two layers; the defaults are Cora. A batch is that many graphs side by side", "Kipf and Welling 2017, arXiv:1609.02907",
            [
                ZooParameter.Number("nodes", 2708, "nodes of a graph"),
                ZooParameter.Number("edges", 10556, "directed edges, without the self-loops that are added", least: 0, most: 1L << 32),
                ZooParameter.Number("features", 1433, "features of a node"),
                ZooParameter.Number("hidden", 16, "hidden units"),
                ZooParameter.Number("classes", 7, "classes of a node"),
            ], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("gcn");
        var nodes = query.Batch * query.Number("nodes");
        var edges = (query.Batch * query.Number("edges")) + nodes;
        var x = net.Input("features", ElementType.Float, nodes, query.Number("features"));
        var adjacency = new Adjacency(nodes,
            net.Input("edge_source", ElementType.Int64, edges),
            net.Input("edge_target", ElementType.Int64, edges, 1),
            net.Input("edge_weight", ElementType.Float, edges, 1));
        x = Propagate(net, x, "gc1", adjacency, query.Number("features"), query.Number("hidden"));
        x = net.Dropout(net.Relu(x, "relu"), "dropout");
        x = Propagate(net, x, "gc2", adjacency, query.Number("hidden"), query.Number("classes"));
        net.Output(x, "output");
        return net.Build();
    }

    // The product with the weight comes first: it makes the rows narrow before they are moved along edges.
    private static Value Propagate(GraphBuilder net, Value x, string name, Adjacency adjacency, long from, long to)
    {
        using var scope = net.Scope(name);
        x = net.Node("MatMul", "", [x, net.Weight("weight", Filling.He(from), from, to)]);
        x = net.Node("Gather", "gather", [x, adjacency.Source]);
        x = net.Node("Mul", "scale", [x, adjacency.Weight]);
        var shape = net.Constant("zeros.shape", Tensor.OfInt64([adjacency.Nodes, to], 2));
        var zeros = net.Node("ConstantOfShape", "zeros", [shape]);
        return net.Node("ScatterND", "scatter", [zeros, adjacency.Target, x], NodeAttribute.Of("reduction", "add"));
    }

    private sealed record Adjacency(long Nodes, Value Source, Value Target, Value Weight);
}
