using System.Runtime.Intrinsics;

namespace Ridgeline.Runtime.Kernels.Lanes;

/// <summary>The vector widths that kernels other than products are compiled for, in bits; 32 is a single float. <c>RIDGELINE_KERNEL_LANES</c> forces one.</summary>
internal static class VectorWidth
{
    private static readonly int[] s_all = [512, 256, 128, 32];

    /// <summary>The widths this machine has, the widest, which is the fastest (bench/README.md), first.</summary>
    public static IReadOnlyList<int> Usable { get; } = [.. s_all.Where(IsUsable)];

    /// <summary>The one to use.</summary>
    public static int Best { get; } = KernelChoice.Of("LANES", s_all, w => $"{w}", IsUsable);

    private static bool IsUsable(int bits) => bits switch
    {
        512 => Vector512.IsHardwareAccelerated,
        256 => Vector256.IsHardwareAccelerated,
        128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };
}
