using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>Convolution of bytes over channels-last images, as a product over tap pointers. What lies outside of the image has A's zero point.</summary>
internal static unsafe class IntegerConvolution
{
    private const long ChunkProducts = 4_000_000;
    private const int TableSize = 4096;
    private const int Quad = 4;
    private const int FewChannels = 8;

    /// <summary>Packs the filters of a group from ONNX's layout, [filters, channels of a group, taps].</summary>
    public static PackedBytes Pack(byte* weights, in ConvolutionShape shape, int group, bool signed)
    {
        int channels = shape.GroupChannels, taps = shape.Kernel.Count;
        if (Gathers(shape))
        {
            var gathered = new PackedBytes(1, Gathered(shape), shape.GroupFilters, signed);
            for (var tap = 0; tap < taps; tap++)
            {
                gathered.Fill(0, tap * channels, channels, weights + ((nint)group * shape.GroupFilters * channels * taps) + tap, taps, (nint)channels * taps);
            }
            return gathered;
        }
        var packed = new PackedBytes(taps, channels, shape.GroupFilters, signed);
        for (var tap = 0; tap < taps; tap++) packed.Fill(tap, weights + ((nint)group * shape.GroupFilters * channels * taps) + tap, taps, (nint)channels * taps);
        return packed;
    }

    // A few channels leave most of each four products idle: the taps of a pixel are put side by side.
    private static bool Gathers(in ConvolutionShape shape) => shape.GroupChannels < FewChannels && shape.GroupChannels % Quad != 0;

    private static int Gathered(in ConvolutionShape shape) => ((shape.GroupChannels * shape.Kernel.Count) + Quad - 1) / Quad * Quad;

    /// <summary>A tap outside of the image.</summary>
    public static NativeBuffer Outside(in ConvolutionShape shape, byte aZero)
    {
        var outside = new NativeBuffer(shape.Channels);
        new Span<byte>(outside.Pointer, shape.Channels).Fill(aZero);
        return outside;
    }

    /// <summary>Computes one group.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="group">Which group.</param>
    /// <param name="x">The image, at its first channel: [batch, spatial, xStride] bytes.</param>
    /// <param name="xStride">Bytes from one pixel to the next.</param>
    /// <param name="filters">The group's filters.</param>
    /// <param name="outside">A tap outside of the image: the zero point of A.</param>
    /// <param name="output">What becomes of the sums; pointers at the group's first filter.</param>
    /// <param name="pool">Who computes.</param>
    /// <param name="kernel">The kernel; the best one if not given.</param>
    public static void Run(
        in ConvolutionShape shape, int group, byte* x, nint xStride, PackedBytes filters, NativeBuffer outside, in IntegerOutput output, WorkerPool pool,
            IntegerKernel? kernel = null)
    {
        if (shape.Rows == 0 || filters.Columns == 0) return;
        var most = IntegerKernel.MaxRows * Math.Max(1, TableSize / (8 * shape.Kernel.Count));
        var rows = (int)Math.Min(most, Math.Max(2 * IntegerKernel.MaxRows, ChunkProducts / Math.Max(1, (long)filters.Runs * filters.Depth * filters.Columns)));
        var blocks = (shape.Rows + rows - 1) / rows;
        pool.Run(blocks, new Work(shape, x + (group * shape.GroupChannels), xStride, filters, outside, output, blocks, kernel ?? IntegerKernels.Best));
    }

    private readonly struct Work(
        ConvolutionShape shape, byte* x, nint xStride, PackedBytes b, NativeBuffer outside, IntegerOutput output, int blocks, IntegerKernel kernel) : IChunkedWork
    {
        private readonly byte* _x = x;

        public void Run(int chunk, int worker)
        {
            int first = (int)((long)shape.Rows * chunk / blocks), last = (int)((long)shape.Rows * (chunk + 1) / blocks), taps = shape.Kernel.Count;
            var flip = output.ASigned ? (byte)0x80 : (byte)0;
            var tiles = (last - first + IntegerKernel.MaxRows - 1) / IntegerKernel.MaxRows;
            // Eight pointers for a tap are written, the kernel steps by six: one tile at a time is moved together.
            var wide = stackalloc byte*[8];
            var table = stackalloc byte*[Math.Max(TableSize, IntegerKernel.MaxRows * taps)];
            var rowSums = stackalloc int[tiles * IntegerKernel.MaxRows];
            var needed = output.BZeros is not null || output.BZero != b.ZeroShift;
            var gathers = Gathers(shape);
            var pixels = stackalloc byte[gathers ? (last - first) * b.Depth : 0];
            for (int tile = 0, row = first; tile < tiles; tile++)
            {
                var count = (last - row + tiles - tile - 1) / (tiles - tile);
                if (gathers) Gather(row, count, pixels + ((nint)(row - first) * b.Depth), table + (tile * IntegerKernel.MaxRows), wide);
                for (var tap = 0; !gathers && tap < taps; tap++)
                {
                    TapPointers.Write(shape, _x, xStride, outside.Pointer, row, count, tap, 1, wide);
                    for (var r = 0; r < IntegerKernel.MaxRows; r++) table[(((tile * taps) + tap) * IntegerKernel.MaxRows) + r] = wide[r];
                }
                for (var r = 0; r < count; r++)
                {
                    var sum = 0;
                    for (var tap = 0; needed && tap < b.Runs; tap++) sum += ByteSum.Of(table[(((tile * b.Runs) + tap) * IntegerKernel.MaxRows) + r], b.Depth, flip);
                    rowSums[row - first + r] = sum;
                }
                row += count;
            }
            var sums = stackalloc int[IntegerKernel.MaxRows * IntegerKernel.PanelColumns];
            for (var panel = 0; panel < b.Panels; panel++)
            {
                var task = new IntegerTileTask { Runs = b.Runs, Depth = b.Depth, Flip = flip * 0x01010101u, B = b.Panel(panel), Sums = sums };
                for (int tile = 0, row = first; tile < tiles; tile++)
                {
                    var count = (last - row + tiles - tile - 1) / (tiles - tile);
                    task.Rows = table + (tile * b.Runs * IntegerKernel.MaxRows);
                    kernel.Tile(count)(&task);
                    for (var r = 0; r < count; r++, row++) IntegerEpilogue.Run(output, b, panel, row, sums + (r * IntegerKernel.PanelColumns), rowSums[row - first]);
                }
            }
        }

        // The taps of some pixels side by side, and A's zero point up to a multiple of four: there B is zero.
        private void Gather(int row, int count, byte* to, byte** rows, byte** wide)
        {
            int channels = shape.GroupChannels, across = shape.Kernel.Width, taps = shape.Kernel.Count;
            var apart = (across - 1) * shape.Dilation.Width * xStride;
            var whole = across > 1 && channels == xStride && shape.Dilation.Width == 1;
            var ends = stackalloc byte*[8];
            for (var r = 0; r < IntegerKernel.MaxRows; r++) rows[r] = to + (Math.Min(r, count - 1) * (nint)b.Depth);
            for (var line = 0; line < taps; line += across)
            {
                TapPointers.Write(shape, _x, xStride, outside.Pointer, row, count, line, 1, wide);
                TapPointers.Write(shape, _x, xStride, outside.Pointer, row, count, line + across - 1, 1, ends);
                for (var r = 0; r < count; r++)
                {
                    var at = rows[r] + (line * channels);
                    // A row of the filter lies inside of the image, where its pixels are neighbours.
                    if (whole && ends[r] == wide[r] + apart) Buffer.MemoryCopy(wide[r], at, across * channels, across * channels);
                    else GatherLine(row + r, line, at);
                }
            }
            for (var r = 0; r < count; r++) new Span<byte>(rows[r] + (taps * channels), b.Depth - (taps * channels)).Fill(outside.Pointer[0]);
        }

        private void GatherLine(int row, int line, byte* to)
        {
            var one = stackalloc byte*[8];
            for (var tap = line; tap < line + shape.Kernel.Width; tap++, to += shape.GroupChannels)
            {
                TapPointers.Write(shape, _x, xStride, outside.Pointer, row, 1, tap, 1, one);
                Buffer.MemoryCopy(one[0], to, shape.GroupChannels, shape.GroupChannels);
            }
        }
    }
}
