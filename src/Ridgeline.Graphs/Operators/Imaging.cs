namespace Ridgeline.Graphs.Operators;

/// <summary>Operators on images beside convolution, pooling and resizing: sampling, regions, boxes.</summary>
internal static class Imaging
{
    public static readonly Operator[] Rows =
    [
        new("GridSample", [16, 20, 22], InferGridSample) { Work = x => Interpolating(x, x.Out().Length - 2, "linear") },
        new("GridSample", [1], InferGridSample) { Domain = "com.microsoft", Work = x => Interpolating(x, x.Out().Length - 2, "linear") },
        new("AffineGrid", [20], InferAffineGrid) { Work = CountAffineGrid },
        new("RoiAlign", [10, 16, 22], InferRoiAlign) { Work = CountRoiAlign },
        new("NonMaxSuppression", [10, 11], x => x.Output(0, ElementType.Int64, [Dim.Unknown, 3])) { Traits = Traits.NoGradient },
        new("Col2Im", [18], InferCol2Im) { Work = x => new() { Additions = new(x.InCount(0)) } },
        new("ImageDecoder", [20], InferDecoder) { Traits = Traits.NoGradient },
        new("DeformConv", [19, 22], x => Convolution.Infer(x, weight: 1)) { Work = CountDeformed, Traits = Traits.Product | Traits.SavesInputs },
    ];

    /// <summary>
    /// The work of an output that is a weighted sum of its neighbours in so many dimensions: 2 a dimension if linear, 4 if cubic. The nearest one is
    /// copied.
    /// </summary>
    public static Work Interpolating(WorkContext x, int dimensions, string usual)
    {
        var mode = x.Node.Text("mode", usual);
        var each = mode switch { "nearest" => 0, "cubic" or "bicubic" => 4, _ => 2 };
        var taps = each == 0 ? 0 : (Int128)Math.Pow(each, Math.Max(dimensions, 1));
        return new() { Multiplications = new(x.OutCount() * taps), Additions = new(x.OutCount() * Int128.Max(taps - 1, 0)) };
    }

    private static void InferGridSample(InferenceContext x)
    {
        var (input, grid) = (x.Shape(0), x.Shape(1));
        if (!input.HasRank && !grid.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        var rank = input.HasRank ? input.Rank : grid.Rank;
        if (rank < 3 || (grid.HasRank && grid.Rank != rank)) throw new InferenceException($"the input {input} and the grid {grid} do not fit");
        var places = grid.HasRank ? grid : Shape.OfRank(rank);
        var batch = input.HasRank ? x.Unify(input[0], places[0], "batch of the input and of the grid") : places[0];
        x.Output(0, x.Element(0), [batch, input.HasRank ? input[1] : Dim.Unknown, .. places.Slice(1, rank - 1)]);
    }

    private static void InferAffineGrid(InferenceContext x)
    {
        var size = Wanted.ShapeOf(x, 1);
        if (!size.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        if (size.Rank is not (4 or 5)) throw new InferenceException($"size has {size.Rank} numbers, not 4 (N, C, H, W) or 5 (N, C, D, H, W)");
        var theta = x.Shape(0);
        var batch = theta.HasRank ? x.Unify(theta[0], size[0], "batch of theta and size") : size[0];
        x.Output(0, x.Element(0), [batch, .. size.Slice(2, size.Rank), size.Rank - 2]);
    }

    // Each place is a row of theta, one number longer than the place, times the place and 1.
    private static Work CountAffineGrid(WorkContext x) => new() { Macs = new(x.OutCount() * (x.Out()[^1] + 1)) };

    private static void InferRoiAlign(InferenceContext x)
    {
        var (input, regions) = (x.Shape(0), x.Shape(1));
        var count = regions.HasRank ? regions[0] : x.Shape(2) is { HasRank: true, Rank: 1 } batches ? batches[0] : Dim.Unknown;
        var channels = input.HasRank ? input[1] : Dim.Unknown;
        x.Output(0, x.Element(0), [count, channels, x.Node.Int("output_height", 1), x.Node.Int("output_width", 1)]);
    }

    // Without a sampling ratio the number of samples depends on the regions; one a bin is the least.
    private static Work CountRoiAlign(WorkContext x)
    {
        var ratio = Math.Max(x.Node.Int("sampling_ratio", 0), 1);
        var samples = x.OutCount() * ratio * ratio;
        return new() { Multiplications = new(samples * 4), Additions = new(samples * 4), Divisions = new(x.OutCount()) };
    }

    private static void InferCol2Im(InferenceContext x)
    {
        var (input, image, block) = (x.Shape(0), Wanted.ShapeOf(x, 1), Wanted.ShapeOf(x, 2));
        if (!image.HasRank) { x.Output(0, x.Element(0), block.HasRank ? Shape.OfRank(block.Rank + 2) : Shape.Unknown); return; }
        x.Output(0, x.Element(0), input.HasRank ? [input[0], input[1] / block.Elements, .. image] : [Dim.Unknown, Dim.Unknown, .. image]);
    }

    private static void InferDecoder(InferenceContext x) =>
        x.Output(0, ElementType.UInt8, [Dim.Unknown, Dim.Unknown, x.Node.Text("pixel_format", "RGB") == "Grayscale" ? 1 : 3]);

    // A convolution whose inputs are interpolated first: for each place of the kernel, each channel and each output place once.
    private static Work CountDeformed(WorkContext x)
    {
        var (input, weight, output) = (x.In(0), x.In(1), x.Out());
        var samples = input[0] * WorkContext.Product(input.AsSpan(1, 1)) * WorkContext.Product(weight.AsSpan(2)) * WorkContext.Product(output.AsSpan(2));
        var taps = Int128.One << Math.Min(input.Length - 2, 16);
        return new()
        {
            Macs = new(x.OutCount() * WorkContext.Product(weight.AsSpan(1))),
            Multiplications = new(samples * (taps + (x.Has(4) ? 1 : 0))),
            Additions = new((samples * (taps - 1)) + (x.Has(3) ? x.OutCount() : 0)),
        };
    }
}
