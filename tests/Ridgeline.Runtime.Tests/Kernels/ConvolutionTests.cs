using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Convolutions against their definition in double.</summary>
public sealed unsafe class ConvolutionTests
{
    public static TheoryData<string> Kernels => [.. GemmKernels.All.Where(k => k.IsSupported).Select(k => k.Name)];

    public static TheoryData<int> Widths => [.. VectorWidth.Usable];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Any_shape(string kernel)
    {
        var random = new Random(7);
        for (var i = 0; i < 120; i++)
        {
            var groups = i % 4 == 3 ? 2 : 1;
            Extent Some(int least, int most) => new(i % 5 == 0 ? random.Next(least, most) : Math.Min(least, 1), i % 7 == 0 ? Math.Min(least, 1) : random.Next(least, most), random.Next(least, most));
            Check(kernel, Shape(random.Next(1, 3), groups * random.Next(1, 9), groups * random.Next(1, 40), new(i % 5 == 0 ? 5 : 1, i % 7 == 0 ? 1 : random.Next(6, 12), random.Next(6, 12)), Some(1, 4), Some(1, 3), Some(1, 3), Some(0, 3), groups), i % 3);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Shapes_of_real_networks(string kernel)
    {
        Check(kernel, Shape(1, 3, 20, new(1, 32, 33), new(1, 7, 7), new(1, 2, 2), Extent.One, default), 1);
        Check(kernel, Shape(1, 64, 72, new(1, 14, 14), Extent.One, Extent.One, Extent.One, default), 2);
        Check(kernel, Shape(1, 300, 70, new(1, 7, 7), new(1, 3, 3), Extent.One, Extent.One, new(0, 1, 1)), 2);
        Check(kernel, Shape(1, 1, 33, new(1, 1, 1000), new(1, 1, 256), new(1, 1, 128), Extent.One, default), 0);
        Check(kernel, Shape(2, 8, 8, new(1, 40, 40), new(1, 3, 3), Extent.One, Extent.One, new(0, 1, 1), 4), 2, threads: 3);
    }

    // Filters larger than a cache: parts of the depth, a panel a chunk, the next one fetched meanwhile; and the same bits on any number of threads.
    [Theory]
    [MemberData(nameof(Kernels))]
    public void Large_filters(string kernel)
    {
        Check(kernel, Shape(1, 260, 140, new(1, 9, 8), new(1, 3, 3), Extent.One, Extent.One, new(0, 1, 1)), 2);
        Check(kernel, Shape(1, 260, 140, new(1, 9, 8), new(1, 3, 3), Extent.One, Extent.One, new(0, 1, 1)), 2, threads: 3);
        Check(kernel, Shape(2, 1100, 70, new(1, 5, 5), Extent.One, Extent.One, Extent.One, default), 1, threads: 2);
        Check(kernel, Shape(1, 200, 200, new(1, 8, 7), new(1, 2, 2), new(1, 2, 2), Extent.One, default, 2), 2, threads: 2);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Depthwise(int width)
    {
        var random = new Random(3);
        for (var i = 0; i < 80; i++)
        {
            var channels = (int[])[2, 3, 5, 16, 17, 24, 32, 70];
            var c = channels[i % channels.Length];
            Extent Some(int least, int most) => new(Math.Min(least, 1), random.Next(least, most), random.Next(least, most));
            Check(null, Shape(1 + (i % 2), c, c, new(1, random.Next(6, 14), random.Next(6, 14)), Some(1, 6), Some(1, 3), Some(1, 2 + (i % 2)), Some(0, 4), c), i % 3, threads: 1 + (i % 2), width: width);
        }
    }

    private static ConvolutionShape Shape(int batch, int channels, int filters, Extent input, Extent kernel, Extent stride, Extent dilation, Extent pad, int groups = 1)
    {
        int Out(int size, int k, int s, int d, int p) => Math.Max(1, ConvolutionShape.OutputSize(size, k, s, d, 2 * p));
        var output = new Extent(
            Out(input.Depth, kernel.Depth, stride.Depth, dilation.Depth, pad.Depth), Out(input.Height, kernel.Height, stride.Height, dilation.Height, pad.Height),
            Out(input.Width, kernel.Width, stride.Width, dilation.Width, pad.Width));
        return new(batch, channels, filters, input, output, kernel, stride, dilation, pad, groups);
    }

    // variant 0: plain; 1: bias and ReLU; 2: bias, residual, a long function, and pixels of a wider tensor.
    private static void Check(string? kernel, ConvolutionShape s, int variant, int threads = 1, int width = 0)
    {
        int xStride = s.Channels + (variant == 2 ? 3 : 0), yStride = s.Filters + (variant == 2 ? 5 : 0), taps = s.Kernel.Count;
        using var pool = new WorkerPool(threads);
        using Numbers x = new((long)s.Batch * s.Input.Count * xStride, 1), w = new((long)s.Filters * s.GroupChannels * taps, 2), bias = new(s.Filters, 3);
        using Numbers y = new((long)s.Rows * yStride, 4), residual = new((long)s.Rows * s.Filters, 5), scale = new(s.Filters, 6);
        var activation = variant switch { 0 => Activation.None, 1 => Activation.Relu, _ => new(UnaryKind.Sigmoid) };
        var call = new ConvolutionCall(s, x, xStride, y, yStride, new(variant == 0 ? null : bias, activation, variant == 2 ? residual : null, s.Filters, 0.5f));
        if (kernel is null)
        {
            using var filters = new DepthwiseFilters(w, s.Channels, taps, variant == 1 ? scale : null);
            DepthwiseConvolution.Run(call, filters, pool, width);
        }
        else
        {
            using var scratch = new NativeBuffer(FloatConvolution.ScratchBytes(s));
            using var filters = new PackedFilters(w, s, GemmKernels.All.Single(k => k.Name == kernel), variant == 1 ? scale : null);
            FloatConvolution.Run(call, filters, pool, scratch.Pointer);
        }
        y.AssertGuard();
        for (var row = 0; row < s.Rows; row++)
        {
            for (var f = 0; f < s.Filters; f++)
            {
                var sum = Sum(s, x, xStride, w, row, f) * (variant == 1 ? scale[f] : 1) + (variant == 0 ? 0 : bias[f]) + (variant == 2 ? 0.5 * residual[((long)row * s.Filters) + f] : 0);
                Assert.Equal(UnaryTwin.Of(activation.Kind, sum, 0, 0), y[((long)row * yStride) + f], 2e-5 + (1e-6 * s.GroupChannels * taps));
            }
        }
    }

    private static double Sum(in ConvolutionShape s, float* x, int xStride, float* w, int row, int f)
    {
        int ox = row % s.Output.Width, oy = row / s.Output.Width % s.Output.Height, oz = row / (s.Output.Width * s.Output.Height) % s.Output.Depth, n = row / s.Output.Count;
        var group = f / s.GroupFilters;
        double sum = 0;
        for (var tap = 0; tap < s.Kernel.Count; tap++)
        {
            var ix = (ox * s.Stride.Width) - s.Pad.Width + (tap % s.Kernel.Width * s.Dilation.Width);
            var iy = (oy * s.Stride.Height) - s.Pad.Height + (tap / s.Kernel.Width % s.Kernel.Height * s.Dilation.Height);
            var iz = (oz * s.Stride.Depth) - s.Pad.Depth + (tap / (s.Kernel.Width * s.Kernel.Height) * s.Dilation.Depth);
            if (ix < 0 || iy < 0 || iz < 0 || ix >= s.Input.Width || iy >= s.Input.Height || iz >= s.Input.Depth) continue;
            var pixel = (((((long)n * s.Input.Depth) + iz) * s.Input.Height) + iy) * s.Input.Width + ix;
            for (var c = 0; c < s.GroupChannels; c++) sum += (double)x[(pixel * xStride) + (group * s.GroupChannels) + c] * w[(((long)f * s.GroupChannels) + c) * s.Kernel.Count + tap];
        }
        return sum;
    }
}
