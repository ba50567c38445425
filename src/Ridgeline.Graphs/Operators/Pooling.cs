using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Pooling: x [N, C, spatial...] to y [N, C, spatial...]. Each output element is counted with its whole window, padding included: k-1 comparisons
/// or additions for a window of k.
/// </summary>
internal static class Pooling
{
    private const Traits SavesX = Traits.SavesInputs;
    private const Traits SavesBoth = SavesX | Traits.SavesOutputs | Traits.Pool;
    private const string Ms = Domains.Microsoft;

    public static readonly Operator[] Rows =
    [
        new("MaxPool", [1, 8, 10, 11, 12, 22], Infer) { Work = Maxima, Traits = SavesBoth, Pthflops = x => x.OutCount() * (Kernel(x) - 1) },
        new("AveragePool", [1, 7, 10, 11, 19, 22], Infer) { Work = Averages, Traits = Traits.Pool },
        new("LpPool", [1, 2, 11, 18, 22], Infer) { Work = x => Norms(x, Kernel(x)), Traits = SavesBoth },
        new("GlobalMaxPool", [1, 22], InferGlobal) { Work = x => Count(cmp: Folds(x)), Traits = SavesBoth },
        new("GlobalAveragePool", [1, 22], InferGlobal) { Work = x => Count(add: Folds(x), div: x.OutCount()), Traits = Traits.Pool },
        new("GlobalLpPool", [1, 2, 22], InferGlobal) { Work = x => Norms(x, Plane(x)), Traits = SavesBoth },
        new("MaxRoiPool", [1, 22], InferRegions) { Work = CountRegions, Traits = SavesX | Traits.SavesOutputs },
        new("MaxUnpool", [9, 11, 22], InferUnpooled),

        new("NhwcMaxPool", [1], InferChannelsLast) { Domain = Ms, Work = Maxima, Traits = Traits.NoGradient | Traits.Pool },
        new("QLinearAveragePool", [1], InferQuantized) { Domain = Ms, Work = x => Averages(x) + Rescaled(x), Traits = Traits.NoGradient | Traits.Pool },
        new("QLinearGlobalAveragePool", [1], InferQuantizedGlobal) { Domain = Ms, Work = x => Count(add: Folds(x)) + Rescaled(x), Traits = Traits.NoGradient | Traits.Pool },
    ];

    private static void Infer(InferenceContext x)
    {
        var shape = Pooled(x, x.Shape(0));
        x.Output(0, x.Element(0), shape);
        x.Output(1, ElementType.Int64, shape);
    }

    private static Shape Pooled(InferenceContext x, Shape input)
    {
        if (!input.HasRank) return Shape.Unknown;
        var window = Window.Of(x, Window.SpatialRank(x, input, Shape.Unknown), Shape.Unknown);
        return [input[0], input[1], .. window.Outputs(input)];
    }

    private static void InferGlobal(InferenceContext x) => x.Output(0, x.Element(0), Global(x, x.Shape(0), channelsLast: false));

    private static Shape Global(InferenceContext x, Shape input, bool channelsLast)
    {
        if (!input.HasRank) return Shape.Unknown;
        Window.SpatialRank(x, input, Shape.Unknown);
        var kept = channelsLast ? input.Rank - 1 : 1;
        return Shape.Make(input.Rank, i => i == 0 || i == kept ? input[i] : Dim.Of(1));
    }

    private static Int128 Kernel(WorkContext x) => WorkContext.Product(x.Node.Ints("kernel_shape") ?? []);

    private static Int128 Plane(WorkContext x) => WorkContext.Product(x.In(0).AsSpan(2));

    private static Int128 Folds(WorkContext x) => Int128.Max(x.InCount(0) - x.OutCount(), 0);

    private static Work Maxima(WorkContext x) => Count(cmp: x.OutCount() * (Kernel(x) - 1));

    private static Work Averages(WorkContext x) => Count(add: x.OutCount() * (Kernel(x) - 1), div: x.OutCount());

    // p = 2: k multiplications, k-1 additions, a root; p = 1: k magnitudes, k-1 additions; else k powers, k-1 additions, a power.
    private static Work Norms(WorkContext x, Int128 kernel)
    {
        var outputs = x.OutCount();
        var sums = Count(add: outputs * Int128.Max(kernel - 1, 0));
        return sums + x.Node.Int("p", 2) switch
        {
            1 => Count(cmp: outputs * kernel),
            2 => Count(mul: outputs * kernel, div: outputs),
            _ => Count(exp: outputs * (kernel + 1)),
        };
    }

    // Rescaling to the output's scale and zero point.
    private static Work Rescaled(WorkContext x) => Times(x.OutCount(), add: 1, mul: 1, cmp: 2);

    private static void InferRegions(InferenceContext x)
    {
        var (input, regions, pooled) = (x.Shape(0), x.Shape(1), x.Node.Ints("pooled_shape"));
        ExpectRank(input, "input", 4);
        ExpectRank(regions, "regions", 2);
        if (pooled is not null && pooled.Length != 2) throw new InferenceException("pooled_shape must have 2 numbers");
        var size = pooled is null ? new Dim[2] : Array.ConvertAll(pooled, Dim.Of);
        x.Output(0, x.Element(0), [DimOf(regions, 0), DimOf(input, 1), .. size]);
    }

    // An upper bound: as if each region were the whole plane.
    private static Work CountRegions(WorkContext x) => Count(cmp: (Int128)x.In(1)[0] * x.In(0)[1] * Plane(x));

    private static void InferUnpooled(InferenceContext x)
    {
        var (input, spatial) = (x.Shape(0), 0);
        if (input.HasRank) spatial = Window.SpatialRank(x, input, Shape.Unknown);
        if (x.Has(2))
        {
            x.Output(0, x.Element(0), x.Integers(2) is { } given ? Shape.Of(given) : input.HasRank ? Shape.OfRank(input.Rank) : Shape.Unknown);
            return;
        }
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        var window = Window.Of(x, spatial, Shape.Unknown);
        x.Output(0, x.Element(0), [input[0], input[1], .. Shape.Make(spatial, i => window.TransposedOutput(i, input[i + 2], 0))]);
    }

    private static Shape ChannelsFirst(Shape shape) => shape.HasRank && shape.Rank > 1 ? [shape[0], shape[^1], .. shape.Slice(1, shape.Rank - 1)] : shape;

    private static Shape ChannelsLast(Shape shape) => shape.HasRank && shape.Rank > 1 ? [shape[0], .. shape.Slice(2, shape.Rank), shape[1]] : shape;

    private static void InferChannelsLast(InferenceContext x) => x.Output(0, x.Element(0), ChannelsLast(Pooled(x, ChannelsFirst(x.Shape(0)))));

    private static void InferQuantized(InferenceContext x)
    {
        if (x.Node.Int("channels_last", 0) != 0) InferChannelsLast(x);
        else x.Output(0, x.Element(0), Pooled(x, x.Shape(0)));
    }

    private static void InferQuantizedGlobal(InferenceContext x) =>
        x.Output(0, x.Element(0), Global(x, x.Shape(0), x.Node.Int("channels_last", 0) != 0));
}
