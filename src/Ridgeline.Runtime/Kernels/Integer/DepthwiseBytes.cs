using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>
/// A filter for each channel alone, over channels-last images of bytes, with exact sums. Two taps at a time: 16-bit differences from the zero points, products
/// added in pairs.
/// </summary>
internal sealed unsafe class DepthwiseBytes : IDisposable
{
    private const int Panel = IntegerKernel.PanelColumns;
    private const int ChunkProducts = 64 * 1024;
    private const int MostTaps = 512;

    private readonly NativeBuffer _weights;
    private readonly int _pairs;

    /// <summary>Packs filters, [channels, 1, taps], less their zero points: for each panel of channels and pair of taps, the pair of each channel side by side.</summary>
    public DepthwiseBytes(byte* weights, in ConvolutionShape shape, bool signed, int* zeros)
    {
        var taps = shape.Kernel.Count;
        _pairs = (taps + 1) / 2;
        _weights = new((long)((shape.Channels + Panel - 1) / Panel) * _pairs * 2 * Panel * sizeof(short));
        for (var c = 0; c < shape.Channels; c++)
        {
            for (var tap = 0; tap < taps; tap++)
            {
                var weight = weights[((nint)c * taps) + tap];
                At(c / Panel)[(((tap / 2 * Panel) + (c % Panel)) * 2) + (tap % 2)] = (short)((signed ? (sbyte)weight : weight) - zeros[c]);
            }
        }
    }

    /// <summary>Whether filters of so many taps are served.</summary>
    public static bool Serves(in ConvolutionShape shape) => shape.IsDepthwise && shape.Filters == shape.Channels && shape.Kernel.Count <= MostTaps;

    /// <summary>Computes.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="x">The image: [batch, spatial, xStride] bytes.</param>
    /// <param name="xStride">Bytes from one pixel to the next.</param>
    /// <param name="outside">A tap outside of the image: the zero point of A.</param>
    /// <param name="output">What becomes of the sums; the zero points of B are in the filters already.</param>
    /// <param name="pool">Who computes.</param>
    public void Run(in ConvolutionShape shape, byte* x, nint xStride, NativeBuffer outside, in IntegerOutput output, WorkerPool pool)
    {
        var pixels = (int)Math.Clamp(ChunkProducts / ((long)shape.Kernel.Count * shape.Channels), 1, shape.Rows);
        pool.Run((shape.Rows + pixels - 1) / pixels, new Work(this, shape, x, xStride, outside, output, pixels));
    }

    /// <inheritdoc/>
    public void Dispose() => _weights.Dispose();

    private short* At(int panel) => (short*)_weights.Pointer + ((nint)panel * _pairs * 2 * Panel);

    private readonly struct Work(DepthwiseBytes filters, ConvolutionShape shape, byte* x, nint xStride, NativeBuffer outside, IntegerOutput output, int pixels) : IChunkedWork
    {
        private readonly byte* _x = x;

        public void Run(int chunk, int worker)
        {
            int first = chunk * pixels, last = Math.Min(shape.Rows, first + pixels), taps = shape.Kernel.Count;
            var table = stackalloc byte*[GemmTile.MaxRows * (taps + 1)];
            var sums = stackalloc int[Panel];
            for (var row = first; row < last; row += GemmTile.MaxRows)
            {
                var count = Math.Min(GemmTile.MaxRows, last - row);
                TapPointers.Write(shape, _x, xStride, outside.Pointer, row, count, 0, taps, table);
                // An odd tap is paired with one that is multiplied with zeros.
                for (var r = 0; r < GemmTile.MaxRows; r++) table[(taps * GemmTile.MaxRows) + r] = outside.Pointer;
                for (var r = 0; r < count; r++)
                {
                    for (var column = 0; column < shape.Channels; column += Panel)
                    {
                        var used = Math.Min(Panel, shape.Channels - column);
                        if (used == Panel && Avx2.IsSupported) Whole(table + r, column, filters.At(column / Panel), sums);
                        else Part(table + r, column, used, filters.At(column / Panel), sums);
                        IntegerEpilogue.Finish(output, column, used, row + r, sums);
                    }
                }
            }
        }

        private void Whole(byte** taps, int column, short* weights, int* sums)
        {
            Vector256<int> low = Vector256<int>.Zero, high = Vector256<int>.Zero;
            var zero = Vector256.Create((short)output.AZero);
            for (var pair = 0; pair < filters._pairs; pair++, taps += 2 * GemmTile.MaxRows, weights += 2 * Panel)
            {
                Vector128<byte> one = Vector128.Load(taps[0] + column), two = Vector128.Load(taps[GemmTile.MaxRows] + column);
                Vector256<short> a, b;
                if (output.ASigned) (a, b) = (Avx2.ConvertToVector256Int16(one.AsSByte()), Avx2.ConvertToVector256Int16(two.AsSByte()));
                else (a, b) = (Avx2.ConvertToVector256Int16(one), Avx2.ConvertToVector256Int16(two));
                (a, b) = (a - zero, b - zero);
                // Channels 0-3, 8-11 and 4-7, 12-15: turned back at the end.
                low += Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(a, b), Spread(weights, 0));
                high += Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(a, b), Spread(weights, 8));
            }
            Avx2.Permute2x128(low, high, 0x20).Store(sums);
            Avx2.Permute2x128(low, high, 0x31).Store(sums + 8);
        }

        // The pairs of four channels, and of those eight on.
        private static Vector256<short> Spread(short* weights, int from) => Vector256.Create(Vector128.Load(weights + from), Vector128.Load(weights + Panel + from));

        private void Part(byte** taps, int column, int used, short* weights, int* sums)
        {
            for (var c = 0; c < used; c++)
            {
                var sum = 0;
                for (var tap = 0; tap < shape.Kernel.Count; tap++)
                {
                    var value = taps[tap * GemmTile.MaxRows][column + c];
                    sum += ((output.ASigned ? (sbyte)value : value) - output.AZero) * weights[(((tap / 2 * Panel) + c) * 2) + (tap % 2)];
                }
                sums[c] = sum;
            }
            for (var c = used; c < Panel; c++) sums[c] = 0;
        }
    }
}
