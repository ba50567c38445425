using System.Runtime.Intrinsics;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>Depthwise convolution over channels-last images: any filter, stride, dilation and padding in two spatial dimensions (or one).</summary>
internal static unsafe class DepthwiseConvolution
{
    private const long ChunkProducts = 200_000;

    /// <summary>Computes. The filter's depth is 1.</summary>
    public static void Run(in ConvolutionCall call, DepthwiseFilters filters, WorkerPool pool) => Run(call, filters, pool, VectorWidth.Best);

    /// <summary>Computes with a given vector width.</summary>
    public static void Run(in ConvolutionCall call, DepthwiseFilters filters, WorkerPool pool, int width)
    {
        var s = call.Shape;
        var rows = s.Batch * s.Input.Depth * s.Output.Height;
        if (rows == 0) return;
        var perRow = (long)s.Output.Width * s.Channels * s.Kernel.Count;
        var rowsOfChunk = (int)Math.Clamp(ChunkProducts / Math.Max(1, perRow), 1, rows);
        pool.Run((rows + rowsOfChunk - 1) / rowsOfChunk, new Work(call, filters, rowsOfChunk, rows, Code(width)));
    }

    private static delegate*<DepthwiseTask*, void> Code(int width) => width switch
    {
        512 => &DepthwiseRow<Lanes512, Vector512<float>>.Run,
        256 => &DepthwiseRow<Lanes256, Vector256<float>>.Run,
        128 => &DepthwiseRow<Lanes128, Vector128<float>>.Run,
        _ => &DepthwiseRow<Lanes32, float>.Run,
    };

    private readonly struct Work(ConvolutionCall call, DepthwiseFilters filters, int rowsOfChunk, int rows, delegate*<DepthwiseTask*, void> code) : IChunkedWork
    {
        private readonly delegate*<DepthwiseTask*, void> _code = code;

        public void Run(int chunk, int worker)
        {
            var last = Math.Min(rows, (chunk + 1) * rowsOfChunk);
            for (var row = chunk * rowsOfChunk; row < last; row++) RunRow(row / call.Shape.Output.Height, row % call.Shape.Output.Height);
        }

        private void RunRow(int image, int y)
        {
            var s = call.Shape;
            var top = (y * s.Stride.Height) - s.Pad.Height;
            var (firstKy, lastKy) = Inside(top, s.Dilation.Height, s.Kernel.Height, s.Input.Height);
            // Pixels from 'begin' to 'end' see all taps of a row.
            var begin = Math.Min(s.Output.Width, (s.Pad.Width + s.Stride.Width - 1) / s.Stride.Width);
            var reach = s.Input.Width + s.Pad.Width - (s.Dilation.Width * (s.Kernel.Width - 1)) - 1;
            var end = Math.Clamp(reach < 0 ? 0 : (reach / s.Stride.Width) + 1, begin, s.Output.Width);
            for (var x = 0; x < s.Output.Width;)
            {
                var pixels = x == begin && end > begin ? end - begin : 1;
                RunPixels(image, y, x, pixels, firstKy, lastKy);
                x += pixels;
            }
        }

        private void RunPixels(int image, int y, int x, int pixels, int firstKy, int lastKy)
        {
            var s = call.Shape;
            int top = (y * s.Stride.Height) - s.Pad.Height, left = (x * s.Stride.Width) - s.Pad.Width;
            var (firstKx, lastKx) = Inside(left, s.Dilation.Width, s.Kernel.Width, s.Input.Width);
            var outPixel = (((nint)image * s.Output.Height) + y) * s.Output.Width + x;
            var row = ((nint)image * s.Input.Height) + top + (firstKy * s.Dilation.Height);
            var e = call.Epilogue;
            var task = new DepthwiseTask
            {
                X = call.X + (((row * s.Input.Width) + left + (firstKx * s.Dilation.Width)) * call.XStride),
                PixelStep = s.Stride.Width * call.XStride, TapStep = s.Dilation.Width * call.XStride, RowStep = (nint)s.Dilation.Height * s.Input.Width * call.XStride,
                Taps = lastKx - firstKx, TapRows = lastKx > firstKx ? lastKy - firstKy : 0,
                Weights = filters.Weights + ((((nint)firstKy * s.Kernel.Width) + firstKx) * s.Channels),
                WeightStep = s.Channels, WeightRowStep = (nint)s.Kernel.Width * s.Channels,
                Y = call.Y + (outPixel * call.YStride), YStep = call.YStride, Pixels = pixels, Channels = s.Channels, Bias = e.Bias,
                Residual = e.Residual is null ? null : e.Residual + (outPixel * e.ResidualStride), ResidualStep = e.ResidualStride, ResidualScale = e.ResidualScale,
                Low = e.Activation.Low, High = e.Activation.High,
            };
            _code(&task);
            if (e.Activation.IsClamp) return;
            var function = UnaryKernels.Of(e.Activation.Kind);
            for (nint p = 0; p < pixels; p++) function(task.Y + (p * task.YStep), task.Y + (p * task.YStep), s.Channels, e.Activation.Alpha, e.Activation.Beta);
        }

        // The taps first to last - 1 that lie inside of the image.
        private static (int First, int Last) Inside(int begin, int dilation, int kernel, int size)
        {
            var first = begin >= 0 ? 0 : Math.Min(kernel, (-begin + dilation - 1) / dilation);
            var last = begin >= size ? 0 : Math.Min(kernel, ((size - begin - 1) / dilation) + 1);
            return (first, Math.Max(first, last));
        }
    }
}
