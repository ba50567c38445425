using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ridgeline.Runtime.Host;

/// <summary>Reads memory in order with the widest loads, eight at a time.</summary>
internal static unsafe class ReadProbe
{
    /// <summary>Bytes of one step; the length must be a multiple of it.</summary>
    public const int Step = 512;

    /// <summary>Reads a block.</summary>
    /// <param name="from">Its first byte, aligned to 64.</param>
    /// <param name="length">Its length in bytes.</param>
    public static double Run(byte* from, long length) => Vector512.IsHardwareAccelerated ? Wide(from, length) : Narrow(from, length);

    // Tiered code would be measured before it is the compiler's best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Wide(byte* from, long length)
    {
        var to = from + length;
        Vector512<float> s0 = default, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (var at = (float*)from; at < to; at += Step / sizeof(float))
        {
            s0 |= Vector512.LoadAligned(at);
            s1 |= Vector512.LoadAligned(at + 16);
            s2 |= Vector512.LoadAligned(at + 32);
            s3 |= Vector512.LoadAligned(at + 48);
            s4 |= Vector512.LoadAligned(at + 64);
            s5 |= Vector512.LoadAligned(at + 80);
            s6 |= Vector512.LoadAligned(at + 96);
            s7 |= Vector512.LoadAligned(at + 112);
        }
        return Vector512.Sum(s0 | s1 | s2 | s3 | s4 | s5 | s6 | s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Narrow(byte* from, long length)
    {
        var at = (float*)from;
        var to = (float*)(from + length);
        var step = Vector<float>.Count;
        Vector<float> s0 = default, s1 = s0, s2 = s0, s3 = s0;
        for (; at < to; at += 4 * step)
        {
            s0 |= Vector.Load(at);
            s1 |= Vector.Load(at + step);
            s2 |= Vector.Load(at + (2 * step));
            s3 |= Vector.Load(at + (3 * step));
        }
        return Vector.Sum(s0 | s1 | s2 | s3);
    }
}
