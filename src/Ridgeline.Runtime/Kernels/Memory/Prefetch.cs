using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Ridgeline.Runtime.Kernels.Memory;

/// <summary>Asks for a cache line before it is needed. Never faults, so the address may lie beyond the memory; nothing where there is no such instruction.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Into the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Near(float* line)
    {
        if (Sse.IsSupported) Sse.Prefetch0(line);
    }

    /// <summary>Into the second-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Far(float* line)
    {
        if (Sse.IsSupported) Sse.Prefetch1(line);
    }
}
