using System.Runtime.Intrinsics;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Pooling;

/// <summary>Pooling over channels-last images of one to three spatial dimensions; a global pooling has a filter as large as the image.</summary>
internal static unsafe class Pool
{
    private const long ChunkReads = 32 * 1024;

    /// <summary>Computes. Filters = channels.</summary>
    /// <param name="kind">What.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="x">[batch, spatial, xStride].</param>
    /// <param name="xStride">Floats from one pixel of the input to the next.</param>
    /// <param name="y">[batch, spatial, yStride].</param>
    /// <param name="yStride">Floats from one pixel of the output to the next.</param>
    /// <param name="padEnd">Zeros behind the input, which a mean with padding counts as far as they go.</param>
    /// <param name="pool">Who computes.</param>
    public static void Run(PoolKind kind, in ConvolutionShape shape, float* x, nint xStride, float* y, nint yStride, Extent padEnd, WorkerPool pool) =>
        Run(kind, shape, x, xStride, y, yStride, padEnd, pool, VectorWidth.Best);

    /// <summary>The same with a given vector width.</summary>
    public static void Run(PoolKind kind, in ConvolutionShape shape, float* x, nint xStride, float* y, nint yStride, Extent padEnd, WorkerPool pool, int width)
    {
        if (shape.Rows == 0) return;
        var pixels = (int)Math.Clamp(ChunkReads / Math.Max(1, (long)shape.Kernel.Count * shape.Channels), 1, shape.Rows);
        pool.Run((shape.Rows + pixels - 1) / pixels, new Work(shape, kind, x, xStride, y, yStride, padEnd, pixels, kind == PoolKind.Max ? Max(width) : Sum(width)));
    }

    /// <summary>The first place inside of the image, how many there are, and how many lie inside of image and padding.</summary>
    public static (int First, int Inside, int Counted) Box(int at, int stride, int pad, int dilation, int kernel, int size, int padEnd)
    {
        var begin = (at * stride) - pad;
        var skipped = begin >= 0 ? 0 : Math.Min(kernel, (-begin + dilation - 1) / dilation);
        var end = begin >= size ? 0 : Math.Min(kernel, ((size - begin - 1) / dilation) + 1);
        var counted = begin >= size + padEnd ? 0 : Math.Min(kernel, ((size + padEnd - begin - 1) / dilation) + 1);
        return (begin + (skipped * dilation), Math.Max(0, end - skipped), counted);
    }

    private static delegate*<PoolTask*, void> Max(int width) => width switch
    {
        512 => &PoolPixel<Lanes512, Vector512<float>>.Max,
        256 => &PoolPixel<Lanes256, Vector256<float>>.Max,
        128 => &PoolPixel<Lanes128, Vector128<float>>.Max,
        _ => &PoolPixel<Lanes32, float>.Max,
    };

    private static delegate*<PoolTask*, void> Sum(int width) => width switch
    {
        512 => &PoolPixel<Lanes512, Vector512<float>>.Sum,
        256 => &PoolPixel<Lanes256, Vector256<float>>.Sum,
        128 => &PoolPixel<Lanes128, Vector128<float>>.Sum,
        _ => &PoolPixel<Lanes32, float>.Sum,
    };

    private readonly struct Work(
        ConvolutionShape s, PoolKind kind, float* x, nint xStride, float* y, nint yStride, Extent padEnd, int pixels, delegate*<PoolTask*, void> code) : IChunkedWork
    {
        private readonly float* _x = x, _y = y;
        private readonly delegate*<PoolTask*, void> _code = code;

        public void Run(int chunk, int worker)
        {
            for (var row = chunk * pixels; row < Math.Min(s.Rows, (chunk + 1) * pixels); row++) Pixel(row);
        }

        private void Pixel(int row)
        {
            int ox = row % s.Output.Width, oy = row / s.Output.Width % s.Output.Height, oz = row / (s.Output.Width * s.Output.Height) % s.Output.Depth, n = row / s.Output.Count;
            var (z, planes, allPlanes) = Box(oz, s.Stride.Depth, s.Pad.Depth, s.Dilation.Depth, s.Kernel.Depth, s.Input.Depth, padEnd.Depth);
            var (top, rows, allRows) = Box(oy, s.Stride.Height, s.Pad.Height, s.Dilation.Height, s.Kernel.Height, s.Input.Height, padEnd.Height);
            var (left, columns, allColumns) = Box(ox, s.Stride.Width, s.Pad.Width, s.Dilation.Width, s.Kernel.Width, s.Input.Width, padEnd.Width);
            var counted = kind == PoolKind.AverageWithPadding ? allPlanes * allRows * allColumns : planes * rows * columns;
            var task = new PoolTask
            {
                X = _x + (((((((nint)n * s.Input.Depth) + z) * s.Input.Height) + top) * s.Input.Width) + left) * xStride,
                Planes = planes, Rows = rows, Columns = columns,
                PlaneStep = (nint)s.Dilation.Depth * s.Input.Height * s.Input.Width * xStride, RowStep = (nint)s.Dilation.Height * s.Input.Width * xStride,
                ColumnStep = s.Dilation.Width * xStride,
                Y = _y + (row * yStride), Channels = s.Channels, Factor = counted == 0 ? 0 : 1f / counted,
            };
            _code(&task);
        }
    }
}
