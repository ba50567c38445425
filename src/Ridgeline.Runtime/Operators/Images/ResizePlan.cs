using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>A Resize node on an input of known size: what comes out, and how each axis that changes is made.</summary>
/// <param name="Dims">The output's dimensions.</param>
/// <param name="Axes">The axes that change, the last first: where sizes grow, what is made late is made of whole rows.</param>
/// <param name="Outside">What stands outside the input.</param>
internal sealed record ResizePlan(long[] Dims, (int Axis, ResizeTaps Taps)[] Axes, double Outside)
{
    /// <summary>Reads the node.</summary>
    public static ResizePlan Of(Node node, int opset, long[] input, double[]? region, float[]? scales, long[]? sizes)
    {
        var rank = input.Length;
        var axes = node.Ints("axes") is { } given ? Array.ConvertAll(given, a => Shaping.Axis(a, rank)) : [.. Enumerable.Range(0, rank)];
        var asked = sizes?.Length ?? scales?.Length ?? throw new OperatorException("neither scales nor sizes are given");
        if (asked != axes.Length) throw new OperatorException($"{asked} scales or sizes do not fit {axes.Length} axes");
        var mode = ResizeCoordinates.ModeOf(node, opset);
        var coordinates = new ResizeCoordinates[axes.Length];
        var dims = (long[])input.Clone();
        for (var i = 0; i < axes.Length; i++)
        {
            var size = input[axes[i]];
            var (start, end) = mode == "tf_crop_and_resize" && region is { Length: > 0 } ? (region[i], region[i + axes.Length]) : (0.0, 1.0);
            var (made, scale) = sizes is null ? Scaled(size, scales![i], start, end) : Sized(node, input, axes, sizes, i);
            dims[axes[i]] = made;
            coordinates[i] = new(mode, size, made, scale, start, end);
        }
        var order = Enumerable.Range(0, axes.Length).Where(i => !coordinates[i].IsIdentity).OrderByDescending(i => axes[i]);
        return new(dims, [.. order.Select(i => (axes[i], Taps(node, opset, coordinates[i])))], node.Float("extrapolation_value", 0));
    }

    /// <summary>Whether elements are only moved.</summary>
    public bool OnlyMoves => Array.TrueForAll(Axes, a => a.Taps.Count == 1);

    // In float, as exporters and ONNX Runtime multiply: 3 times 2.3333333 is 7.
    private static (long Made, double Scale) Scaled(long size, float scale, double start, double end) => scale > 0
        ? ((long)MathF.Floor((float)(size * (end - start)) * scale), scale)
        : throw new OperatorException($"the scale {scale} is not above 0");

    private static (long Made, double Scale) Sized(Node node, long[] input, int[] axes, long[] sizes, int i)
    {
        var policy = node.Text("keep_aspect_ratio_policy", "stretch");
        var size = input[axes[i]];
        if (policy == "stretch") return (sizes[i], (double)sizes[i] / size);
        var ratios = axes.Select((axis, k) => (double)sizes[k] / input[axis]);
        var scale = policy == "not_larger" ? ratios.Min() : ratios.Max();
        return ((long)Math.Floor((scale * size) + 0.5), scale);
    }

    private static ResizeTaps Taps(Node node, int opset, ResizeCoordinates axis)
    {
        var (smooths, excludes) = (node.Int("antialias", 0) != 0, node.Int("exclude_outside", 0) != 0);
        var a = node.Float("cubic_coeff_a", -0.75f);
        return node.Text("mode", "nearest") switch
        {
            "nearest" => ResizeTaps.Nearest(axis, opset < 11 ? "floor" : node.Text("nearest_mode", "round_prefer_floor")),
            "linear" or "bilinear" => ResizeTaps.Filtered(axis, ResizeTaps.Linear, 1, smooths, excludes),
            "cubic" => ResizeTaps.Filtered(axis, d => ResizeTaps.Cubic(d, a), 2, smooths, excludes),
            var other => throw new OperatorException($"it knows no mode '{other}'"),
        };
    }
}
