using System.Runtime.Intrinsics;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Conversion;

/// <summary>Between float and the two 16-bit formats. Storage only: arithmetic is in float. Rounds to nearest, ties to even; NaN stays NaN.</summary>
internal static unsafe class HalfConversion
{
    private const nint ChunkLength = 32 * 1024;

    /// <summary>float to bfloat16, as its bits.</summary>
    public static void ToBrain(float* x, ushort* y, nint count, WorkerPool pool) => pool.Run(Chunks(count), new Work((byte*)x, (byte*)y, count, Kind.ToBrain));

    /// <summary>bfloat16 to float, exact.</summary>
    public static void FromBrain(ushort* x, float* y, nint count, WorkerPool pool) => pool.Run(Chunks(count), new Work((byte*)x, (byte*)y, count, Kind.FromBrain));

    /// <summary>float to half.</summary>
    public static void ToHalf(float* x, Half* y, nint count, WorkerPool pool) => pool.Run(Chunks(count), new Work((byte*)x, (byte*)y, count, Kind.ToHalf));

    /// <summary>half to float, exact.</summary>
    public static void FromHalf(Half* x, float* y, nint count, WorkerPool pool) => pool.Run(Chunks(count), new Work((byte*)x, (byte*)y, count, Kind.FromHalf));

    private static int Chunks(nint count) => (int)((count + ChunkLength - 1) / ChunkLength);

    private static void WidenBrain(ushort* x, float* y, nint count)
    {
        nint i = 0;
        for (; Vector128.IsHardwareAccelerated && i <= count - 8; i += 8)
        {
            var (low, high) = Vector128.Widen(Vector128.Load(x + i));
            Vector128.ShiftLeft(low, 16).AsSingle().Store(y + i);
            Vector128.ShiftLeft(high, 16).AsSingle().Store(y + i + 4);
        }
        for (; i < count; i++) y[i] = BitConverter.UInt32BitsToSingle((uint)x[i] << 16);
    }

    private static void NarrowBrain(float* x, ushort* y, nint count)
    {
        nint i = 0;
        for (; Vector128.IsHardwareAccelerated && i <= count - 8; i += 8) Vector128.Narrow(RoundBrain(Vector128.Load(x + i)), RoundBrain(Vector128.Load(x + i + 4))).Store(y + i);
        for (; i < count; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(x[i]);
            y[i] = (ushort)((float.IsNaN(x[i]) ? bits | 0x400000 : bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
        }
    }

    private static Vector128<uint> RoundBrain(Vector128<float> x)
    {
        var bits = x.AsUInt32();
        var rounded = bits + Vector128.Create(0x7fffu) + (Vector128.ShiftRightLogical(bits, 16) & Vector128<uint>.One);
        return Vector128.ShiftRightLogical(Vector128.ConditionalSelect(Vector128.Equals(x, x).AsUInt32(), rounded, bits | Vector128.Create(0x400000u)), 16);
    }

    private enum Kind
    {
        ToBrain,
        FromBrain,
        ToHalf,
        FromHalf,
    }

    private readonly struct Work(byte* x, byte* y, nint count, Kind kind) : IChunkedWork
    {
        private readonly byte* _x = x, _y = y;

        public void Run(int chunk, int worker)
        {
            nint from = chunk * ChunkLength, n = Math.Min(ChunkLength, count - from);
            float* fx = (float*)_x + from, fy = (float*)_y + from;
            ushort* hx = (ushort*)_x + from, hy = (ushort*)_y + from;
            switch (kind)
            {
                case Kind.ToBrain: NarrowBrain(fx, hy, n); break;
                case Kind.FromBrain: WidenBrain(hx, fy, n); break;
                case Kind.ToHalf: HalfBits.Narrow(fx, hy, n); break;
                default: HalfBits.Widen(hx, fy, n); break;
            }
        }
    }
}
