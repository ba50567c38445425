namespace Ridgeline.Graphs.Operators;

/// <summary>Images made larger or smaller: Resize in its five versions and Upsample before it.</summary>
internal static class Resizing
{
    public static readonly Operator[] Rows =
    [
        new("Resize", [10, 11, 13, 18, 19], InferResize) { Buffers = [1, 2], Work = x => Imaging.Interpolating(x, x.Out().Length - 2, "nearest") },
        new("Upsample", [1, 7, 9, 10], InferUpsample) { Buffers = [1], Work = x => Imaging.Interpolating(x, x.Out().Length - 2, "nearest") },
    ];

    private static void InferResize(InferenceContext x)
    {
        var input = x.Shape(0);
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        var axes = Wanted.Axes(x, int.MaxValue, input.Rank)!;
        // Operator set 10 has the scales where later ones have the region.
        var scales = x.Opset < 11 ? 1 : 2;
        x.Output(0, x.Element(0), IsGiven(x, 3) ? Sized(x, input, axes) : Scaled(x, input, axes, Factors(x, scales, axes.Length)));
    }

    // An empty tensor stands for an input left out.
    private static bool IsGiven(InferenceContext x, int input) => x.Has(input) && !(x.Shape(input) is { IsFullyKnown: true } shape && shape.Elements == 0);

    private static Shape Sized(InferenceContext x, Shape input, int[] axes)
    {
        var result = input.ToArray();
        var sizes = x.Integers(3);
        if (sizes is not null && sizes.Length != axes.Length) throw new InferenceException($"there are {sizes.Length} sizes for {axes.Length} axes");
        var policy = x.Node.Text("keep_aspect_ratio_policy", "stretch");
        if (sizes is null || policy == "stretch")
        {
            for (var i = 0; i < axes.Length; i++) result[axes[i]] = sizes?[i] ?? Dim.Unknown;
            return Shape.Create(result);
        }
        var known = sizes.All(s => s.IsKnown) && axes.All(a => input[a].ValueOrNull > 0);
        var ratios = known ? axes.Select((axis, i) => (float)sizes[i].Value / input[axis].Value).ToArray() : [];
        foreach (var axis in axes)
        {
            result[axis] = known ? Dim.Of((long)Math.Floor(((policy == "not_larger" ? ratios.Min() : ratios.Max()) * input[axis].Value) + 0.5f)) : Dim.Unknown;
        }
        return Shape.Create(result);
    }

    // How much longer each axis becomes; null if not known. A crop takes its share of it.
    private static double[]? Factors(InferenceContext x, int input, int count)
    {
        if (x.Contents(input)?.AsReals is not { } scales) return null;
        if (scales.Length != count) throw new InferenceException($"there are {scales.Length} scales for {count} axes");
        if (x.Node.Text("coordinate_transformation_mode", "") != "tf_crop_and_resize") return scales;
        return x.Contents(1)?.AsReals is { } region && region.Length == 2 * count
            ? [.. scales.Select((scale, i) => scale * (region[i + count] - region[i]))]
            : null;
    }

    private static Shape Scaled(InferenceContext x, Shape input, int[] axes, double[]? factors)
    {
        var result = input.ToArray();
        for (var i = 0; i < axes.Length; i++) result[axes[i]] = factors is null ? Dim.Unknown : Times(result[axes[i]], factors[i]);
        return Shape.Create(result);
    }

    // The product is rounded in single precision first, as runtimes do: 10 * 0.7 is 7, though 0.7f is a little less.
    private static Dim Times(Dim size, double factor)
    {
        if (!(factor > 0)) throw new InferenceException($"a scale is {factor}");
        if (size.ValueOrNull is { } number)
        {
            var scaled = MathF.Floor(number * (float)factor);
            return scaled < long.MaxValue / 2 ? Dim.Of((long)scaled) : Dim.Unknown;
        }
        return factor == Math.Floor(factor) && factor < int.MaxValue ? size * Dim.Of((long)factor)
            : 1 / factor == Math.Floor(1 / factor) && 1 / factor < int.MaxValue ? size / Dim.Of((long)(1 / factor))
            : Dim.Unknown;
    }

    private static void InferUpsample(InferenceContext x)
    {
        var input = x.Shape(0);
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        double[]? factors = x.Opset switch
        {
            < 7 => [1, 1, x.Node.Float("height_scale", 1), x.Node.Float("width_scale", 1)],
            < 9 => x.Node.Floats("scales")?.Select(f => (double)f).ToArray(),
            _ => x.Contents(1)?.AsReals,
        };
        if (factors is not null && factors.Length != input.Rank)
        {
            throw new InferenceException($"there are {factors.Length} scales for the {input.Rank} dimensions of {input}");
        }
        x.Output(0, x.Element(0), Scaled(x, input, [.. Enumerable.Range(0, input.Rank)], factors));
    }
}
