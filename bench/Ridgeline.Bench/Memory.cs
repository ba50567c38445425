using System.Runtime.InteropServices;

namespace Ridgeline.Bench;

/// <summary>Memory for benchmarks, seeded and never freed.</summary>
internal static unsafe class Memory
{
    public static float* Floats(long count, int seed = 1, double spread = 1)
    {
        var p = (float*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(float)) + 64, 64);
        var state = (ulong)seed * 0x9E3779B97F4A7C15UL;
        for (long i = 0; i < count; i++)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            p[i] = (float)(((state >> 40) / (double)(1 << 24) * 2 - 1) * spread);
        }
        return p;
    }

    public static double LargestDifference(float* a, float* b, long count)
    {
        double worst = 0;
        for (long i = 0; i < count; i++)
        {
            var d = Math.Abs(a[i] - b[i]);
            if (!(d <= worst)) worst = d;
        }
        return worst;
    }
}
