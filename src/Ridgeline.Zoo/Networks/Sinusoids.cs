using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// Fixed position encodings, computed in the graph: a stored table would pass for learnt weights once the network is written to a file. The
/// computation starts from one number an element, because a short row of positions or frequencies would be folded into a constant, and
/// that too would pass for weights.
/// </summary>
internal static class Sinusoids
{
    /// <summary>Sines in the first half of each row, cosines in the second; wavelengths from 2 pi to 10,000 times that.</summary>
    public static Value Encode(TransformerBuilder layers, string name, long positions, long width)
    {
        var net = layers.Net;
        using var scope = net.Scope(name);
        var half = width / 2;
        Value Whole(string what, long number) => net.Constant(what, Tensor.OfInt64([number]));
        Value Real(Value x, string what) => net.Node("Cast", what, [x], NodeAttribute.Of("to", (long)ElementType.Float));
        var elements = net.Node("Range", "elements", [Whole("start", 0), Whole("limit", positions * half), Whole("delta", 1)]);
        var columns = Whole("columns", half);
        var rows = Real(net.Node("Div", "row", [elements, columns]), "row.real");
        var channels = Real(net.Node("Mod", "channel", [elements, columns]), "channel.real");
        var step = net.Constant("step", Tensor.OfFloat([(float)(-Math.Log(10_000) / (half - 1))]));
        var angles = net.Node("Mul", "angle", [rows, net.Node("Exp", "frequency", [net.Node("Mul", "exponent", [channels, step])])]);
        angles = layers.Reshape(angles, "table", positions, half);
        var (sines, cosines) = (net.Node("Sin", "sin", [angles]), net.Node("Cos", "cos", [angles]));
        var both = net.Node("Concat", "", [sines, cosines], NodeAttribute.Of("axis", 1L));
        return net.Precision == ElementType.Float ? both : net.Node("Cast", "cast", [both], NodeAttribute.Of("to", (long)net.Precision));
    }
}
