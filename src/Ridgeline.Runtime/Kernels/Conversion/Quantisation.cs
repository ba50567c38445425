using System.Runtime.Intrinsics;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Conversion;

/// <summary>Between float and bytes: y = saturated(round half to even(x / scale) + zero), and back.</summary>
internal static unsafe class Quantisation
{
    private const nint ChunkLength = 32 * 1024;

    /// <summary>Float to signed or unsigned bytes. NaN becomes the zero point.</summary>
    public static void Quantise(float* x, byte* y, nint count, float scale, int zero, bool signed, WorkerPool pool) =>
        pool.Run((int)((count + ChunkLength - 1) / ChunkLength), new Down(x, y, count, scale, zero, signed));

    /// <summary>Bytes to float: (x - zero) * scale.</summary>
    public static void Dequantise(byte* x, float* y, nint count, float scale, int zero, bool signed, WorkerPool pool) =>
        pool.Run((int)((count + ChunkLength - 1) / ChunkLength), new Up(x, y, count, scale, zero, signed));

    /// <summary>Float to signed or unsigned bytes, on this thread.</summary>
    public static void Quantise(float* x, byte* y, nint count, float scale, int zero, bool signed)
    {
        nint i = 0;
        Vector256<int> low = Vector256.Create(signed ? -128 : 0), high = Vector256.Create(signed ? 127 : 255), zeros = Vector256.Create(zero);
        var scales = Vector256.Create(scale);
        for (; Vector256.IsHardwareAccelerated && i <= count - 8; i += 8)
        {
            var q = Vector256.Round(Vector256.Load(x + i) / scales);
            q = Vector256.ConditionalSelect(Vector256.Equals(q, q), Vector256.Clamp(q, Vector256.Create(-1e9f), Vector256.Create(1e9f)), Vector256<float>.Zero);
            var bytes = Vector256.Clamp(Vector256.ConvertToInt32(q) + zeros, low, high).AsUInt32() & Vector256.Create(255u);
            var shorts = Vector128.Narrow(bytes.GetLower(), bytes.GetUpper());
            Vector128.Narrow(shorts, shorts).GetLower().Store(y + i);
        }
        for (; i < count; i++) y[i] = (byte)One(x[i], scale, zero, signed);
    }

    /// <summary>Bytes to float, on this thread.</summary>
    public static void Dequantise(byte* x, float* y, nint count, float scale, int zero, bool signed)
    {
        nint i = 0;
        // Flipping the top bit makes signed bytes unsigned ones that are 128 too high.
        var flip = Vector64.Create(signed ? (byte)0x80 : (byte)0);
        var zeros = Vector256.Create(zero + (signed ? 128 : 0));
        for (; Vector256.IsHardwareAccelerated && i <= count - 8; i += 8)
        {
            var (shorts, _) = Vector128.Widen((Vector64.Load(x + i) ^ flip).ToVector128Unsafe());
            var (low, high) = Vector128.Widen(shorts);
            (Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32() - zeros) * scale).Store(y + i);
        }
        for (; i < count; i++) y[i] = ((signed ? (sbyte)x[i] : x[i]) - zero) * scale;
    }

    private static int One(float x, float scale, int zero, bool signed)
    {
        var y = MathF.Round(x / scale);
        return float.IsNaN(y) ? zero : (int)Math.Clamp(Math.Clamp(y, -1e9f, 1e9f) + zero, signed ? -128 : 0, signed ? 127 : 255);
    }

    private readonly struct Down(float* x, byte* y, nint count, float scale, int zero, bool signed) : IChunkedWork
    {
        private readonly float* _x = x;
        private readonly byte* _y = y;

        public void Run(int chunk, int worker)
        {
            var from = chunk * ChunkLength;
            Quantise(_x + from, _y + from, Math.Min(ChunkLength, count - from), scale, zero, signed);
        }
    }

    private readonly struct Up(byte* x, float* y, nint count, float scale, int zero, bool signed) : IChunkedWork
    {
        private readonly byte* _x = x;
        private readonly float* _y = y;

        public void Run(int chunk, int worker)
        {
            var from = chunk * ChunkLength;
            Dequantise(_x + from, _y + from, Math.Min(ChunkLength, count - from), scale, zero, signed);
        }
    }
}
