using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Pooling;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Pooling against its definition.</summary>
public sealed unsafe class PoolTests
{
    public static TheoryData<int> Widths => [.. VectorWidth.Usable];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Any_shape(int width)
    {
        var random = new Random(2);
        using var pool = new WorkerPool(2);
        for (var trial = 0; trial < 120; trial++)
        {
            Extent kernel = new(trial % 6 == 0 ? 2 : 1, random.Next(1, 5), random.Next(1, 5)), pad = new(0, random.Next(0, kernel.Height), random.Next(0, kernel.Width));
            Extent stride = new(1, random.Next(1, 4), random.Next(1, 4)), dilation = new(1, 1, trial % 5 == 0 ? 2 : 1), input = new(kernel.Depth + 1, random.Next(6, 12), random.Next(9, 14)), end = new(0, pad.Height, trial % 2);
            int Size(int i, int k, int s, int d, int p) => ConvolutionShape.OutputSize(i, k, s, d, p);
            var output = new Extent(
                Size(input.Depth, kernel.Depth, 1, 1, 0), Size(input.Height, kernel.Height, stride.Height, 1, pad.Height + end.Height), Size(input.Width, kernel.Width, stride.Width, dilation.Width, pad.Width + end.Width));
            var channels = trial % 3 == 0 ? random.Next(60, 140) : random.Next(1, 40);
            var shape = new ConvolutionShape(2, channels, channels, input, output, kernel, stride, dilation, pad);
            foreach (var kind in Enum.GetValues<PoolKind>()) Check(kind, shape, end, width, pool);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_maximum_is_NaN_if_a_value_is(int width)
    {
        using var pool = new WorkerPool(1);
        foreach (var channels in (int[])[1, 5, 16, 21, 64, 67])
        {
            for (var place = 0; place < 4; place++)
            {
                using Numbers x = new(4L * channels, 1), y = new(channels);
                for (var c = 0; c < channels; c += 2) x.Pointer[(place * channels) + c] = float.NaN;
                var shape = new ConvolutionShape(1, channels, channels, new(1, 2, 2), Extent.One, new(1, 2, 2), Extent.One, Extent.One, default);
                Pool.Run(PoolKind.Max, shape, x, channels, y, channels, default, pool, width);
                for (var c = 0; c < channels; c++) Assert.Equal(c % 2 == 0, float.IsNaN(y[c]));
            }
        }
    }

    private static void Check(PoolKind kind, ConvolutionShape s, Extent end, int width, WorkerPool pool)
    {
        using Numbers x = new((long)s.Batch * s.Input.Count * s.Channels, 1), y = new((long)s.Rows * s.Channels);
        Pool.Run(kind, s, x, s.Channels, y, s.Channels, end, pool, width);
        y.AssertGuard();
        for (var row = 0; row < s.Rows; row++)
        {
            int ox = row % s.Output.Width, oy = row / s.Output.Width % s.Output.Height, oz = row / (s.Output.Width * s.Output.Height) % s.Output.Depth, n = row / s.Output.Count;
            for (var c = 0; c < s.Channels; c++)
            {
                double max = double.NegativeInfinity, sum = 0;
                int inside = 0, counted = 0;
                for (var tap = 0; tap < s.Kernel.Count; tap++)
                {
                    var ix = (ox * s.Stride.Width) - s.Pad.Width + (tap % s.Kernel.Width * s.Dilation.Width);
                    var iy = (oy * s.Stride.Height) - s.Pad.Height + (tap / s.Kernel.Width % s.Kernel.Height * s.Dilation.Height);
                    var iz = (oz * s.Stride.Depth) - s.Pad.Depth + (tap / (s.Kernel.Width * s.Kernel.Height) * s.Dilation.Depth);
                    if (ix < s.Input.Width + end.Width && iy < s.Input.Height + end.Height) counted++;
                    if (ix < 0 || iy < 0 || iz < 0 || ix >= s.Input.Width || iy >= s.Input.Height || iz >= s.Input.Depth) continue;
                    var v = x[((((((long)n * s.Input.Depth) + iz) * s.Input.Height) + iy) * s.Input.Width + ix) * s.Channels + c];
                    max = Math.Max(max, v);
                    sum += v;
                    inside++;
                }
                var expected = kind switch { PoolKind.Max => max, PoolKind.Average => inside == 0 ? 0 : sum / inside, _ => counted == 0 ? 0 : sum / counted };
                Assert.Equal(expected, y[((long)row * s.Channels) + c], 1e-6);
            }
        }
    }
}
