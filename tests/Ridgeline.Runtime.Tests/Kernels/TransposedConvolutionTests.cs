using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Transposed convolutions against their definition in double: each input is spread over the outputs its taps reach.</summary>
public sealed unsafe class TransposedConvolutionTests
{
    public static TheoryData<string> Kernels => [.. GemmKernels.All.Where(k => k.IsSupported).Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Any_shape(string kernel)
    {
        var random = new Random(11);
        for (var i = 0; i < 100; i++)
        {
            var groups = i % 4 == 3 ? 3 : 1;
            Extent Some(int least, int most) => new(i % 5 == 0 ? random.Next(least, most) : Math.Min(least, 1), i % 7 == 0 ? Math.Min(least, 1) : random.Next(least, most), random.Next(least, most));
            Extent input = new(i % 5 == 0 ? 3 : 1, i % 7 == 0 ? 1 : random.Next(1, 8), random.Next(1, 8)), stride = Some(1, 5), extra = Some(0, 3);
            var shape = Shape(random.Next(1, 3), groups * random.Next(1, 9), groups * random.Next(1, 40), input, Some(1, 6), stride, Some(1, 4), Some(0, 3), extra, groups);
            if (shape.Output.Count > 0) Check(kernel, shape, i % 2, 1 + (i % 2));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Shapes_of_real_networks(string kernel)
    {
        Check(kernel, Shape(1, 48, 33, new(1, 9, 9), new(1, 2, 2), new(1, 2, 2), Extent.One, default, default, 1), 1, 2);
        Check(kernel, Shape(1, 40, 70, new(1, 7, 5), new(1, 4, 4), new(1, 2, 2), Extent.One, new(0, 1, 1), default, 1), 1, 2);
        Check(kernel, Shape(1, 20, 20, new(1, 1, 50), new(1, 1, 16), new(1, 1, 8), Extent.One, new(0, 0, 4), default, 20), 0, 1);
        Check(kernel, Shape(1, 3, 5, new(1, 4, 4), new(1, 1, 1), new(1, 3, 2), Extent.One, default, new(0, 2, 1), 1), 1, 1);
    }

    private static ConvolutionShape Shape(int batch, int channels, int filters, Extent input, Extent kernel, Extent stride, Extent dilation, Extent pad, Extent extra, int groups)
    {
        int Size(int size, int k, int s, int d, int p, int more) => Math.Max(0, (s * (size - 1)) + (d * (k - 1)) + 1 + Math.Min(more, s - 1) - (2 * p));
        var output = new Extent(
            Size(input.Depth, kernel.Depth, stride.Depth, dilation.Depth, pad.Depth, extra.Depth), Size(input.Height, kernel.Height, stride.Height, dilation.Height, pad.Height, extra.Height),
            Size(input.Width, kernel.Width, stride.Width, dilation.Width, pad.Width, extra.Width));
        return new(batch, channels, filters, input, output, kernel, stride, dilation, pad, groups);
    }

    // variant 0: plain; 1: bias and ReLU, pixels of wider tensors.
    private static void Check(string kernel, ConvolutionShape s, int variant, int threads)
    {
        int xStride = s.Channels + (2 * variant), yStride = s.Filters + (3 * variant);
        using var pool = new WorkerPool(threads);
        using Numbers x = new((long)s.Batch * s.Input.Count * xStride, 1), w = new((long)s.Channels * s.GroupFilters * s.Kernel.Count, 2), bias = new(s.Filters, 3), y = new((long)s.Rows * yStride, 4);
        using var filters = new TransposedFilters(w, s, GemmKernels.All.Single(k => k.Name == kernel));
        using var scratch = new NativeBuffer(filters.ScratchBytes);
        TransposedConvolution.Run(new(s, x, xStride, y, yStride, new(variant == 0 ? null : bias, variant == 0 ? Activation.None : Activation.Relu)), filters, pool, scratch.Pointer);
        y.AssertGuard();
        var expected = Spread(s, x, xStride, w);
        for (var row = 0L; row < s.Rows; row++)
        {
            for (var f = 0; f < s.Filters; f++)
            {
                var sum = expected[(row * s.Filters) + f] + (variant == 0 ? 0 : bias[f]);
                Assert.Equal(variant == 0 ? sum : Math.Max(0, sum), y[(row * yStride) + f], 2e-5 + (1e-6 * s.GroupChannels * s.Kernel.Count));
            }
        }
    }

    private static double[] Spread(in ConvolutionShape s, float* x, int xStride, float* w)
    {
        var y = new double[(long)s.Rows * s.Filters];
        for (var pixel = 0; pixel < s.Batch * s.Input.Count; pixel++)
        {
            int ix = pixel % s.Input.Width, iy = pixel / s.Input.Width % s.Input.Height, iz = pixel / (s.Input.Width * s.Input.Height) % s.Input.Depth, n = pixel / s.Input.Count;
            for (var tap = 0; tap < s.Kernel.Count; tap++)
            {
                var ox = (ix * s.Stride.Width) - s.Pad.Width + (tap % s.Kernel.Width * s.Dilation.Width);
                var oy = (iy * s.Stride.Height) - s.Pad.Height + (tap / s.Kernel.Width % s.Kernel.Height * s.Dilation.Height);
                var oz = (iz * s.Stride.Depth) - s.Pad.Depth + (tap / (s.Kernel.Width * s.Kernel.Height) * s.Dilation.Depth);
                if (ox < 0 || oy < 0 || oz < 0 || ox >= s.Output.Width || oy >= s.Output.Height || oz >= s.Output.Depth) continue;
                var row = (((((long)n * s.Output.Depth) + oz) * s.Output.Height) + oy) * s.Output.Width + ox;
                for (var c = 0; c < s.Channels; c++)
                {
                    var group = c / s.GroupChannels;
                    for (var f = 0; f < s.GroupFilters; f++)
                    {
                        y[(row * s.Filters) + (group * s.GroupFilters) + f] += (double)x[((long)pixel * xStride) + c] * w[(((long)c * s.GroupFilters) + f) * s.Kernel.Count + tap];
                    }
                }
            }
        }
        return y;
    }
}
