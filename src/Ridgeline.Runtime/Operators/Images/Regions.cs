using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Regions of feature maps, pooled to one size.</summary>
internal static class Regions
{
    public static readonly Implementation[] Rows =
    [
        new("RoiAlign", RunAlign) { Widens = true },
        new("MaxRoiPool", RunPool) { Widens = true },
    ];

    private static void RunAlign(OperatorContext x)
    {
        var (input, boxes) = (x.Input(0), x.Input(1));
        long[] dims = [boxes.Dims[0], input.Dims[1], x.Node.Int("output_height", 1), x.Node.Int("output_width", 1)];
        ElementDispatch.Reals(input.Element, new Aligning(x.Node, x.Opset, input, boxes, x.Input(2), x.Output(0, input.Element, dims)));
    }

    private static void RunPool(OperatorContext x)
    {
        var (input, boxes) = (x.Input(0), x.Input(1));
        var shape = x.Node.Ints("pooled_shape") ?? throw new OperatorException("it has no pooled_shape");
        var output = x.Output(0, input.Element, boxes.Dims[0], input.Dims[1], shape[0], shape[1]);
        ElementDispatch.Reals(input.Element, new Pooling(input, boxes, output, x.Node.Float("spatial_scale", 1)));
    }

    // He et al., "Mask R-CNN" (2017), section 3: points between elements, none of them rounded.
    private readonly unsafe struct Aligning(Node node, int opset, RuntimeTensor input, RuntimeTensor boxes, RuntimeTensor images, RuntimeTensor output) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var shifts = node.Text("coordinate_transformation_mode", opset < 16 ? "output_half_pixel" : "half_pixel") == "half_pixel";
            var (scale, shift) = ((double)node.Float("spatial_scale", 1), shifts ? 0.5 : 0);
            for (var r = 0L; r < boxes.Dims[0]; r++)
            {
                var box = boxes.Pointer<T>() + (r * 4);
                var (left, top) = ((double.CreateTruncating(box[0]) * scale) - shift, (double.CreateTruncating(box[1]) * scale) - shift);
                var (width, height) = ((double.CreateTruncating(box[2]) * scale) - shift - left, (double.CreateTruncating(box[3]) * scale) - shift - top);
                if (!shifts) (width, height) = (Math.Max(width, 1), Math.Max(height, 1));
                Bins<T>(r, top, left, height / output.Dims[2], width / output.Dims[3]);
            }
        }

        private void Bins<T>(long r, double top, double left, double height, double width)
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var ratio = node.Int("sampling_ratio", 0);
            var (rows, columns) = ratio > 0 ? (ratio, ratio) : ((long)Math.Ceiling(height), (long)Math.Ceiling(width));
            var (channels, most) = (input.Dims[1], node.Text("mode", "avg") == "max");
            var area = input.Dims[2] * input.Dims[3];
            var first = input.Pointer<T>() + (Index.Of(images, r, input.Dims[0]) * channels * area);
            var corners = new RegionPoint(input.Dims[2], input.Dims[3]);
            var bins = output.Dims[2] * output.Dims[3];
            var sums = new double[channels];
            for (var bin = 0L; bin < bins; bin++)
            {
                Array.Fill(sums, most ? double.NegativeInfinity : 0);
                for (var s = 0L; s < rows * columns; s++)
                {
                    corners.Set(
                        top + (height * ((bin / output.Dims[3]) + (((s / columns) + 0.5) / rows))), left + (width * ((bin % output.Dims[3]) + (((s % columns) + 0.5) / columns))));
                    for (var c = 0L; c < channels; c++)
                    {
                        var value = corners.Read(first + (c * area));
                        sums[c] = most ? Math.Max(sums[c], value) : sums[c] + value;
                    }
                }
                for (var c = 0L; c < channels; c++)
                {
                    var made = rows * columns == 0 ? 0 : most ? sums[c] : sums[c] / (rows * columns);
                    output.Pointer<T>()[(((r * channels) + c) * bins) + bin] = T.CreateTruncating(made);
                }
            }
        }
    }

    // Girshick, "Fast R-CNN" (2015), section 2.1: edges rounded to elements.
    private readonly unsafe struct Pooling(RuntimeTensor input, RuntimeTensor boxes, RuntimeTensor output, double scale) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (channels, height, width) = (input.Dims[1], input.Dims[2], input.Dims[3]);
            var (rows, columns) = (output.Dims[2], output.Dims[3]);
            for (var i = 0L; i < output.Count; i++)
            {
                var box = boxes.Pointer<T>() + (i / (channels * rows * columns) * 5);
                var image = long.CreateTruncating(box[0]);
                if (image < 0 || image >= input.Dims[0]) throw new OperatorException($"there is no image {image}");
                var (y0, y1) = Edges(double.CreateTruncating(box[2]), double.CreateTruncating(box[4]), i / columns % rows, rows, height);
                var (x0, x1) = Edges(double.CreateTruncating(box[1]), double.CreateTruncating(box[3]), i % columns, columns, width);
                var plane = input.Pointer<T>() + (((image * channels) + (i / (rows * columns) % channels)) * height * width);
                var most = y1 > y0 && x1 > x0 ? T.NegativeInfinity : T.Zero;
                for (var y = y0; y < y1; y++) for (var x = x0; x < x1; x++) most = T.Max(most, plane[(y * width) + x]);
                output.Pointer<T>()[i] = most;
            }
        }

        private (long From, long To) Edges(double start, double end, long bin, long bins, long size)
        {
            var from = (long)Math.Round(start * scale, MidpointRounding.AwayFromZero);
            var length = Math.Max((long)Math.Round(end * scale, MidpointRounding.AwayFromZero) - from + 1, 1);
            var each = (double)length / bins;
            return (Math.Clamp((long)Math.Floor(bin * each) + from, 0, size), Math.Clamp((long)Math.Ceiling((bin + 1) * each) + from, 0, size));
        }
    }
}
