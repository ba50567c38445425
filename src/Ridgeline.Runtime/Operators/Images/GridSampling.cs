using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>GridSample: an image at points of a grid, -1 to 1 along each dimension; AffineGrid makes such grids.</summary>
internal static class GridSampling
{
    public static readonly Implementation[] Rows =
    [
        new("GridSample", RunSample) { Widens = true },
        new("AffineGrid", RunAffine) { Widens = true },
    ];

    private static void RunSample(OperatorContext x)
    {
        var (image, grid) = (x.Input(0), x.Input(1));
        var taps = x.Node.Text("mode", x.Opset < 20 ? "bilinear" : "linear") switch
        {
            "bilinear" or "linear" => 2,
            "bicubic" or "cubic" => 4,
            "nearest" => 1,
            var other => throw new OperatorException($"it knows no mode '{other}'"),
        };
        var border = new GridBorder(image.Dims[2..], x.Node.Text("padding_mode", "zeros"), x.Node.Int("align_corners", 0) != 0);
        var output = x.Output(0, image.Element, [image.Dims[0], image.Dims[1], .. grid.Dims[1..^1]]);
        ElementDispatch.Reals(image.Element, new Sampling(image, grid, output, border, taps));
    }

    private static void RunAffine(OperatorContext x)
    {
        var (theta, size) = (x.Input(0), x.Integers(1)!);
        var rank = size.Length - 2;
        var output = x.Output(0, theta.Element, [size[0], .. size[2..], rank]);
        var aligned = x.Node.Int("align_corners", 0) != 0;
        ElementDispatch.Reals(theta.Element, new Affine(theta, output, size[2..], aligned));
    }

    private readonly unsafe struct Sampling(RuntimeTensor image, RuntimeTensor grid, RuntimeTensor output, GridBorder border, int taps) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (dims, channels) = (image.Dims[2..], image.Dims[1]);
            var point = new SamplePoint(dims, taps);
            var (area, points) = (dims.Aggregate(1L, (a, b) => a * b), output.Count / Math.Max(1, output.Dims[0] * channels));
            for (var p = 0L; p < image.Dims[0] * points; p++)
            {
                // The grid's last dimension counts x, y, z; the image's are z, y, x.
                for (var d = 0; d < dims.Length; d++)
                {
                    var place = border.Place(d, double.CreateTruncating(grid.Pointer<T>()[((p + 1) * dims.Length) - 1 - d]), taps == 1);
                    point.Set(d, place, border.Inside);
                }
                point.Join();
                for (var c = 0L; c < channels; c++)
                {
                    var plane = image.Pointer<T>() + (((p / points * channels) + c) * area);
                    var sum = 0.0;
                    for (var i = 0; i < point.Count; i++) sum += point.Weight(i) * double.CreateTruncating(plane[point.Offset(i)]);
                    output.Pointer<T>()[(((p / points * channels) + c) * points) + (p % points)] = T.CreateTruncating(sum);
                }
            }
        }
    }

    // Each point's coordinates, and 1, times theta.
    private readonly unsafe struct Affine(RuntimeTensor theta, RuntimeTensor output, long[] dims, bool aligned) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var rank = dims.Length;
            var place = new long[rank];
            var points = dims.Aggregate(1L, (a, b) => a * b);
            for (var p = 0L; p < output.Count / rank; p++)
            {
                var matrix = theta.Pointer<T>() + (p / points * rank * (rank + 1));
                for (var row = 0; row < rank; row++)
                {
                    var sum = double.CreateTruncating(matrix[(row * (rank + 1)) + rank]);
                    for (var k = 0; k < rank; k++) sum += double.CreateTruncating(matrix[(row * (rank + 1)) + k]) * Coordinate(place[rank - 1 - k], dims[rank - 1 - k]);
                    output.Pointer<T>()[(p * rank) + row] = T.CreateTruncating(sum);
                }
                Odometer.Next(place, dims);
            }
        }

        private double Coordinate(long place, long size) => !aligned ? (((2.0 * place) + 1) / size) - 1 : size == 1 ? -1 : (2.0 * place / (size - 1)) - 1;
    }
}
