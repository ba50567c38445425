using System.Globalization;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Zoo.Tests;

/// <summary>LeNet and AlexNet, layer by layer, against tables that were derived without this code.</summary>
public sealed class LayerTablesTests
{
    [Fact]
    public void Lenet_is_the_lectures_layer_by_layer()
    {
        var network = new BuiltNetwork("zoo:lenet");
        var rows = FactTable.Rows("lenet_profile_ops.csv").ToArray();
        foreach (var row in rows[..^1])
        {
            var node = network.Graph.Nodes.Find(n => n.Name == row["layer"])!;
            Assert.Equal(row["onnx_op"], node.OpType);
            Assert.Equal(row["ops_pthflops"], Text(Pthflops(network, node)));
            Assert.Equal(row["true_macs"], Text(network.WorkOf(node).Macs.Value));
            Assert.Equal(row["params"], Text(Weights(node) / 4));
            Assert.Equal(row["working_set_bytes_b1"], Text(Weights(node) + Size(node.Inputs[0]!) + Size(node.Outputs[0]!)));
        }
        Assert.Equal("295700", Text(network.Graph.Nodes.Aggregate(Int128.Zero, (sum, n) => sum + Pthflops(network, n))));
        Assert.Equal(rows[..^1].Select(r => r["layer"]), network.Graph.Nodes.Where(n => n.OpType != "Flatten").Select(n => n.Name));
    }

    [Theory]
    [InlineData("torchvision", "torchvision224", 1)]
    [InlineData("torchvision", "torchvision224", 128)]
    [InlineData("original", "original227_grouped", 1)]
    [InlineData("original", "original227_grouped", 128)]
    [InlineData("unsplit", "original227_ungrouped", 1)]
    [InlineData("unsplit", "original227_ungrouped", 128)]
    public void Alexnet_is_the_tables_layer_by_layer(string variant, string name, int batch)
    {
        var network = new BuiltNetwork($"zoo:alexnet?variant={variant}&batch={batch}");
        var layers = network.Graph.Nodes.Where(n => n.OpType != "Flatten").ToArray();
        var rows = FactTable.Rows("alexnet_layers.csv").Where(r => r["variant"] == name && r["batch"] == Text(batch)).ToArray();
        Assert.Equal(rows.Select(r => r["layer"]), layers.Select(n => n.Name));
        foreach (var (row, node) in rows.Zip(layers))
        {
            var (weights, input, output) = (Weights(node), Size(node.Inputs[0]!), Size(node.Outputs[0]!));
            Assert.Equal(row["out_shape"], string.Join('x', node.Outputs[0]!.Tensor!.Shape.Skip(1)));
            Assert.Equal(
                (row["params"], row["weight_bytes"], row["in_bytes"], row["out_bytes"], row["layer_working_set_bytes"], row["macs"]),
                (Text(weights / 4), Text(weights), Text(input), Text(output), Text(weights + input + output), Text(network.WorkOf(node).Macs.Value)));
        }
    }

    private static Int128 Pthflops(BuiltNetwork network, Node node) =>
        OperatorTable.Find(node)!.Pthflops?.Invoke(new(node, network.Model.Opset, _ => null)) ?? 0;

    private static long Weights(Node node) => node.Inputs.Where(v => v is { IsConstant: true }).Sum(v => Size(v!));

    private static long Size(Value value) => value.Tensor!.Size!.Value.Value;

    private static string Text(Int128 number) => number.ToString(CultureInfo.InvariantCulture);
}
