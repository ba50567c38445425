using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime;

/// <summary>A small network of what most networks are made of: to run it compiles, to machine code, what they will need.</summary>
public static class WarmUpNetwork
{
    // One row, and a number that leaves tiles of several heights.
    private static readonly long[] s_rows = [1, 12 + 5];

    // Panels of one vector and of as many as the widest has, whatever their length.
    private static readonly int[] s_columns = [16, 48, 64];

    /// <summary>Compiles and runs it once.</summary>
    /// <exception cref="DiagnosticException">A defect of ours.</exception>
    public static void Run()
    {
        var diagnostics = new DiagnosticBag();
        using var network = CompiledNetwork.Compile(Build(), new(), diagnostics);
        diagnostics.ThrowIfErrors();
        network!.Run(network.Inputs.ToDictionary(i => i.Name, i => (RuntimeValue)new RuntimeTensor(ElementType.Float, i.Tensor!.Shape.ToNumbers())));
    }

    private static Model Build()
    {
        const int width = 16;
        var net = new GraphBuilder("warm up", 17);
        foreach (var rows in s_rows)
        {
            var x = net.Input($"x{rows}", ElementType.Float, rows, width);
            foreach (var columns in s_columns) net.Output(net.Node("MatMul", $"product{rows}x{columns}", [x, Weight(net, $"b{rows}x{columns}", width, columns)]));
            net.Output(net.Node("Softmax", $"softmax{rows}", [net.Node("Sigmoid", $"sigmoid{rows}", [x])]));
        }
        var image = net.Input("image", ElementType.Float, 1, width, 8, 8);
        var each = net.Node("Conv", "each", [image, Weight(net, "each_w", width, 1, 3, 3)], NodeAttribute.Of("group", width), NodeAttribute.Of("pads", [1, 1, 1, 1L]));
        var all = net.Node("Conv", "all", [net.Node("Relu", "each_relu", [each]), Weight(net, "all_w", width, width, 3, 3)], NodeAttribute.Of("pads", [1, 1, 1, 1L]));
        net.Output(net.Node("GlobalAveragePool", "mean", [net.Node("Add", "sum", [net.Node("Relu", "all_relu", [all]), image])]));
        var steps = net.Input("steps", ElementType.Float, 1, 1, width);
        net.Output(net.Node("LSTM", "lstm", [steps, Weight(net, "w", 1, 4 * width, width), Weight(net, "r", 1, 4 * width, width)], NodeAttribute.Of("hidden_size", width)));
        return net.Build();
    }

    private static Value Weight(GraphBuilder net, string name, params long[] dims) =>
        net.Constant(name, new(ElementType.Float, dims, new SeededData(ElementType.Float, Tensor.CountOf(dims)!.Value, new(0, 1), 1)));
}
