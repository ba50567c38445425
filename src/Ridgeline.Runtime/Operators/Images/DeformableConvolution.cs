using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// DeformConv: a convolution whose taps lie where offsets move them (Zhu et al., "Deformable ConvNets v2", 2018), of any rank. Offsets are
/// [N, groups · taps · rank, positions…], masks [N, groups · taps, positions…].
/// </summary>
internal static class DeformableConvolution
{
    public static readonly Implementation[] Rows =
    [
        new("DeformConv", Run) { Widens = true },
    ];

    private static void Run(OperatorContext x)
    {
        var (input, weight, offsets) = (x.Input(0), x.Input(1), x.Input(2));
        var window = SlidingWindow.Of(x.Node, input.Dims, weight.Dims[2..]);
        var output = x.Output(0, input.Element, [input.Dims[0], weight.Dims[0], .. window.Output]);
        var (groups, moved) = (x.Node.Int("group", 1), x.Node.Int("offset_group", 1));
        ElementDispatch.Reals(input.Element, new Loop(input, weight, offsets, x.Optional(3), x.Optional(4), output, window, groups, moved));
    }

    private readonly unsafe struct Loop(
        RuntimeTensor input, RuntimeTensor weight, RuntimeTensor offsets, RuntimeTensor? bias, RuntimeTensor? mask, RuntimeTensor output, SlidingWindow window,
        long groups, long offsetGroups) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (channels, area) = (input.Dims[1], window.Input.Aggregate(1L, (a, b) => a * b));
            var positions = window.Output.Aggregate(1L, (a, b) => a * b);
            var columns = new double[channels * window.Taps];
            var point = new SamplePoint(window.Input, 2);
            var place = new long[window.Rank];
            for (var n = 0L; n < input.Dims[0]; n++)
            {
                for (var p = 0L; p < positions; p++)
                {
                    for (var g = 0L; g < offsetGroups; g++)
                    {
                        for (var tap = 0L; tap < window.Taps; tap++)
                        {
                            var row = (((n * offsetGroups) + g) * window.Taps) + tap;
                            Set(point, place, tap, offsets.Pointer<T>() + (row * window.Rank * positions) + p, positions);
                            var share = mask is null ? 1 : double.CreateTruncating(mask.Pointer<T>()[(row * positions) + p]);
                            for (var c = g * channels / offsetGroups; c < (g + 1) * channels / offsetGroups; c++)
                            {
                                columns[(c * window.Taps) + tap] = share * Read(point, input.Pointer<T>() + (((n * channels) + c) * area));
                            }
                        }
                    }
                    Multiply(columns, output.Pointer<T>() + (n * weight.Dims[0] * positions) + p, positions);
                    Odometer.Next(place, window.Output);
                }
            }
        }

        private void Set<T>(SamplePoint point, long[] place, long tap, T* offset, long step)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            for (var d = window.Rank - 1; d >= 0; d--)
            {
                var at = (place[d] * window.Strides[d]) - window.Pads[d] + (tap % window.Kernel[d] * window.Dilations[d]);
                tap /= window.Kernel[d];
                var size = window.Input[d];
                point.Set(d, Math.Clamp(at + double.CreateTruncating(offset[d * step]), -2, size + 1), (_, index) => index >= 0 && index < size ? index : -1);
            }
            point.Join();
        }

        private static double Read<T>(SamplePoint point, T* plane)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var sum = 0.0;
            for (var i = 0; i < point.Count; i++) sum += point.Weight(i) * double.CreateTruncating(plane[point.Offset(i)]);
            return sum;
        }

        // All filters at one position.
        private void Multiply<T>(double[] columns, T* y, long step)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (filters, length) = (weight.Dims[0], weight.Dims[1] * window.Taps);
            for (var m = 0L; m < filters; m++)
            {
                var (first, filter) = (m / (filters / groups) * length, m * length);
                var sum = bias is null ? 0 : double.CreateTruncating(bias.Pointer<T>()[m]);
                for (var k = 0L; k < length; k++) sum += columns[first + k] * double.CreateTruncating(weight.Pointer<T>()[filter + k]);
                y[m * step] = T.CreateTruncating(sum);
            }
        }
    }
}
