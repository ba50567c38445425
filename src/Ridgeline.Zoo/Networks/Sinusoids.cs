using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// Fixed position encodings, computed in the graph from positions and channels: a stored table would pass for learnt weights once the network is
/// written to a file.
/// </summary>
internal static class Sinusoids
{
    /// <summary>Sines in the first half of each row, cosines in the second; wavelengths from 2 pi to 10,000 times that.</summary>
    public static Value Encode(TransformerBuilder layers, string name, long positions, long width)
    {
        var net = layers.Net;
        using var scope = net.Scope(name);
        var half = width / 2;
        var step = net.Constant("step", Tensor.OfFloat([(float)(-Math.Log(10_000) / (half - 1))]));
        var frequencies = net.Node("Exp", "frequencies", [net.Node("Mul", "exponents", [Range(layers, "channels", half), step])]);
        var rows = layers.Reshape(Range(layers, "positions", positions), "rows", positions, 1);
        var angles = net.Node("Mul", "angles", [rows, frequencies]);
        var both = net.Node("Concat", "", [net.Node("Sin", "sin", [angles]), net.Node("Cos", "cos", [angles])], NodeAttribute.Of("axis", 1L));
        return net.Precision == ElementType.Float ? both : net.Node("Cast", "cast", [both], NodeAttribute.Of("to", (long)net.Precision));
    }

    private static Value Range(TransformerBuilder layers, string name, long count)
    {
        using var scope = layers.Net.Scope(name);
        Value Number(string what, float number) => layers.Net.Constant(what, Tensor.OfFloat([number]));
        return layers.Net.Node("Range", "", [Number("start", 0), Number("limit", count), Number("delta", 1)]);
    }
}
