using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ridgeline.Runtime.Host;

/// <summary>Writes memory in order with the widest ordinary stores.</summary>
internal static unsafe class WriteProbe
{
    /// <summary>Writes a block.</summary>
    /// <param name="to">Its first byte, aligned to 64.</param>
    /// <param name="length">Its length in bytes, a multiple of <see cref="ReadProbe.Step"/>.</param>
    // Tiered code would be measured before it is the compiler's best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Run(byte* to, long length)
    {
        var end = (float*)(to + length);
        if (Vector512.IsHardwareAccelerated)
        {
            var value = Vector512.Create(1f);
            for (var at = (float*)to; at < end; at += 64)
            {
                value.StoreAligned(at);
                value.StoreAligned(at + 16);
                value.StoreAligned(at + 32);
                value.StoreAligned(at + 48);
            }
        }
        else
        {
            var value = new Vector<float>(1f);
            for (var at = (float*)to; at < end; at += Vector<float>.Count) Vector.Store(value, at);
        }
        return *(float*)to;
    }
}
