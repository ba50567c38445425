using System.Runtime.Intrinsics;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Winograd;

/// <summary>
/// Convolution of three by three taps, stride 1, in one group, with fewer multiplications. Errors beside a direct sum, as shares of Σ |x w|, bounded by
/// tests: <see cref="WinogradTwo"/> 1e-6, <see cref="WinogradFour"/> 1e-5. Only where it is asked for: results are not those of a direct sum.
/// </summary>
internal static unsafe class WinogradConvolution
{
    private const int MostTiles = 64;
    private const int FewestTiles = 8;

    /// <summary>Whether a convolution has the form.</summary>
    public static bool Fits(in ConvolutionShape s) => s.Groups == 1 && s.Kernel == new Extent(1, 3, 3) && s.Stride == Extent.One && s.Dilation == Extent.One && s.Input.Depth == 1;

    /// <summary>Scratch that <see cref="Run{TAlgorithm}(in ConvolutionCall, WinogradFilters, WorkerPool, byte*)"/> needs.</summary>
    public static long ScratchBytes<TAlgorithm>(in ConvolutionShape shape, int threads)
        where TAlgorithm : struct, IWinograd => (long)threads * MostTiles * TAlgorithm.Inputs * TAlgorithm.Inputs * (Round(shape.Channels) + Round(shape.Filters)) * sizeof(float);

    /// <summary>Computes; allocates nothing.</summary>
    public static void Run<TAlgorithm>(in ConvolutionCall call, WinogradFilters filters, WorkerPool pool, byte* scratch)
        where TAlgorithm : struct, IWinograd => Run<TAlgorithm>(call, filters, pool, scratch, VectorWidth.Best);

    /// <summary>Computes with a given vector width.</summary>
    public static void Run<TAlgorithm>(in ConvolutionCall call, WinogradFilters filters, WorkerPool pool, byte* scratch, int width)
        where TAlgorithm : struct, IWinograd
    {
        switch (width)
        {
            case 512: Run<TAlgorithm, Lanes512, Vector512<float>>(call, filters, pool, scratch); break;
            case 256: Run<TAlgorithm, Lanes256, Vector256<float>>(call, filters, pool, scratch); break;
            case 128: Run<TAlgorithm, Lanes128, Vector128<float>>(call, filters, pool, scratch); break;
            default: Run<TAlgorithm, Lanes32, float>(call, filters, pool, scratch); break;
        }
    }

    private static void Run<TAlgorithm, TLanes, TVector>(in ConvolutionCall call, WinogradFilters filters, WorkerPool pool, byte* scratch)
        where TAlgorithm : struct, IWinograd
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var s = call.Shape;
        if (s.Rows == 0) return;
        int m = TAlgorithm.Outputs, tiles = s.Batch * ((s.Output.Height + m - 1) / m) * ((s.Output.Width + m - 1) / m);
        // As many tiles as possible share the filters they are multiplied with, as long as all threads have some.
        var perChunk = Math.Clamp(tiles / (4 * pool.Threads), FewestTiles, MostTiles);
        pool.Run((tiles + perChunk - 1) / perChunk, new Work<TAlgorithm, TLanes, TVector>(call, filters, (float*)scratch, tiles, perChunk));
    }

    private static int Round(int values) => (values + 15) / 16 * 16;

    private readonly struct Work<TAlgorithm, TLanes, TVector>(ConvolutionCall call, WinogradFilters filters, float* scratch, int tiles, int perChunk) : IChunkedWork
        where TAlgorithm : struct, IWinograd
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        private readonly float* _scratch = scratch;

        public void Run(int chunk, int worker)
        {
            var s = call.Shape;
            int products = TAlgorithm.Inputs * TAlgorithm.Inputs, first = chunk * perChunk, count = Math.Min(tiles, first + perChunk) - first, channels = Round(s.Channels), width = Round(s.Filters);
            // Behind each other: [product, tile, channel], then [product, tile, filter].
            var inputs = _scratch + ((nint)worker * MostTiles * products * (channels + width));
            var outputs = inputs + ((nint)MostTiles * products * channels);
            for (var tile = 0; tile < count; tile++)
            {
                var (image, y, x) = Place(first + tile);
                var from = call.X + ((nint)image * s.Input.Count * call.XStride);
                WinogradTile<TAlgorithm, TLanes, TVector>.Input(call, from, y - s.Pad.Height, x - s.Pad.Width, inputs + ((nint)tile * channels), (nint)count * channels);
            }
            for (var product = 0; product < products; product++)
            {
                var gemm = GemmCall.Of(inputs + ((nint)product * count * channels), channels, count, filters[product], outputs + ((nint)product * count * width), width);
                for (var panel = 0; panel < gemm.Layout.Panels; panel++) gemm.RunPanel(panel, 0, count);
            }
            for (var tile = 0; tile < count; tile++) Finish(first + tile, outputs + ((nint)tile * width), (nint)count * width);
        }

        private void Finish(int tile, float* from, nint step)
        {
            var s = call.Shape;
            var (image, y, x) = Place(tile);
            int rows = Math.Min(TAlgorithm.Outputs, s.Output.Height - y), columns = Math.Min(TAlgorithm.Outputs, s.Output.Width - x);
            var pixel = ((((nint)image * s.Output.Height) + y) * s.Output.Width) + x;
            WinogradTile<TAlgorithm, TLanes, TVector>.Output(call, from, step, pixel, rows, columns);
            var function = call.Epilogue.Activation;
            if (function.IsClamp) return;
            var code = UnaryKernels.Of(function.Kind);
            for (var i = 0; i < rows * columns; i++)
            {
                var to = call.Y + ((pixel + (i / columns * s.Output.Width) + (i % columns)) * call.YStride);
                code(to, to, s.Filters, function.Alpha, function.Beta);
            }
        }

        private (int Image, int Y, int X) Place(int tile)
        {
            int m = TAlgorithm.Outputs, across = (call.Shape.Output.Width + m - 1) / m, down = (call.Shape.Output.Height + m - 1) / m;
            return (tile / (across * down), tile / across % down * m, tile % across * m);
        }
    }
}
