using System.Numerics;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>The greatest byte of each window and channel of channels-last images.</summary>
internal static unsafe class BytePool
{
    private const int ChunkReads = 128 * 1024;

    /// <summary>The least value, for a tap outside of the image.</summary>
    public static NativeBuffer Outside(in ConvolutionShape shape, bool signed) => IntegerConvolution.Outside(shape, signed ? (byte)0x80 : (byte)0);

    /// <summary>Computes. Filters = channels; pixels lie side by side.</summary>
    public static void Run(in ConvolutionShape shape, byte* x, byte* y, bool signed, NativeBuffer outside, WorkerPool pool)
    {
        var pixels = (int)Math.Clamp(ChunkReads / Math.Max(1, (long)shape.Kernel.Count * shape.Channels), 1, Math.Max(1, shape.Rows));
        var chunks = (shape.Rows + pixels - 1) / pixels;
        if (signed) pool.Run(chunks, new Work<sbyte>(shape, (sbyte*)x, (sbyte*)y, outside, pixels));
        else pool.Run(chunks, new Work<byte>(shape, x, y, outside, pixels));
    }

    private readonly struct Work<T>(ConvolutionShape shape, T* x, T* y, NativeBuffer outside, int pixels) : IChunkedWork
        where T : unmanaged, INumber<T>
    {
        private readonly T* _x = x, _y = y;

        public void Run(int chunk, int worker)
        {
            int first = chunk * pixels, last = Math.Min(shape.Rows, first + pixels);
            var taps = stackalloc T*[GemmTile.MaxRows];
            for (var row = first; row < last; row += GemmTile.MaxRows)
            {
                var count = Math.Min(GemmTile.MaxRows, last - row);
                for (var tap = 0; tap < shape.Kernel.Count; tap++)
                {
                    TapPointers.Write(shape, _x, shape.Channels, (T*)outside.Pointer, row, count, tap, 1, taps);
                    for (var r = 0; r < count; r++) Take(taps[r], _y + ((nint)(row + r) * shape.Channels), tap == 0);
                }
            }
        }

        private void Take(T* from, T* to, bool isFirst)
        {
            if (isFirst)
            {
                new Span<T>(from, shape.Channels).CopyTo(new(to, shape.Channels));
                return;
            }
            var c = 0;
            for (; Vector.IsHardwareAccelerated && c <= shape.Channels - Vector<T>.Count; c += Vector<T>.Count)
            {
                Vector.Max(Vector.Load(from + c), Vector.Load(to + c)).Store(to + c);
            }
            for (; c < shape.Channels; c++) to[c] = T.Max(from[c], to[c]);
        }
    }
}
