using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Kernels.Winograd;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Winograd's convolutions against the direct sum in double: the stated errors hold.</summary>
public sealed unsafe class WinogradTests
{
    public static TheoryData<int> Widths => [.. VectorWidth.Usable];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Two_by_two(int width) => All<WinogradTwo>(width, 1e-6);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Four_by_four(int width) => All<WinogradFour>(width, 1e-5);

    private static void All<TAlgorithm>(int width, double error)
        where TAlgorithm : struct, IWinograd
    {
        foreach (var (batch, c, f, h, w, pad) in ((int, int, int, int, int, int)[])[(1, 1, 1, 3, 3, 1), (2, 5, 7, 6, 9, 1), (1, 16, 32, 14, 14, 1), (1, 20, 33, 11, 8, 0), (1, 64, 64, 28, 28, 1), (1, 3, 17, 5, 40, 2)])
        {
            for (var variant = 0; variant < 3; variant++) Check<TAlgorithm>(new(batch, c, f, new(1, h, w), new(1, h + (2 * pad) - 2, w + (2 * pad) - 2), new(1, 3, 3), Extent.One, Extent.One, new(0, pad, pad)), variant, width, error);
        }
    }

    private static void Check<TAlgorithm>(ConvolutionShape s, int variant, int width, double error)
        where TAlgorithm : struct, IWinograd
    {
        Assert.True(WinogradConvolution.Fits(s));
        int xStride = s.Channels + variant, yStride = s.Filters + variant;
        using var pool = new WorkerPool(2);
        using Numbers x = new((long)s.Batch * s.Input.Count * xStride, 1), w = new((long)s.Filters * s.Channels * 9, 2), bias = new(s.Filters, 3), y = new((long)s.Rows * yStride, 4), residual = new((long)s.Rows * s.Filters, 5);
        var activation = variant switch { 0 => Activation.None, 1 => Activation.Relu, _ => new(UnaryKind.Tanh) };
        using var filters = WinogradFilters.Of<TAlgorithm>(w, s);
        using var scratch = new NativeBuffer(WinogradConvolution.ScratchBytes<TAlgorithm>(s, 2));
        WinogradConvolution.Run<TAlgorithm>(new(s, x, xStride, y, yStride, new(variant == 0 ? null : bias, activation, variant == 2 ? residual : null, s.Filters, 0.5f)), filters, pool, scratch.Pointer, width);
        y.AssertGuard();
        for (var row = 0; row < s.Rows; row++)
        {
            int ox = row % s.Output.Width, oy = row / s.Output.Width % s.Output.Height, n = row / s.Output.Count;
            for (var f = 0; f < s.Filters; f++)
            {
                double sum = variant == 0 ? 0 : bias[f], size = 1;
                if (variant == 2) sum += 0.5 * residual[((long)row * s.Filters) + f];
                for (var tap = 0; tap < 9; tap++)
                {
                    int ix = ox - s.Pad.Width + (tap % 3), iy = oy - s.Pad.Height + (tap / 3);
                    if (ix < 0 || iy < 0 || ix >= s.Input.Width || iy >= s.Input.Height) continue;
                    for (var c = 0; c < s.Channels; c++)
                    {
                        var product = (double)x[(((((long)n * s.Input.Height) + iy) * s.Input.Width) + ix) * xStride + c] * w[(((long)f * s.Channels) + c) * 9 + tap];
                        sum += product;
                        size += Math.Abs(product);
                    }
                }
                Assert.Equal(UnaryTwin.Of(activation.Kind, sum, 0, 0), y[((long)row * yStride) + f], size * error);
            }
        }
    }
}
