using System.Runtime.Intrinsics.X86;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime;

/// <summary>What the kernels are made of on this machine, after what is switched off by environment variables.</summary>
public static class EffectiveInstructions
{
    /// <summary>The kernel that multiplies matrices of floats, such as <c>avx512-8x48</c>.</summary>
    public static string Products => GemmKernels.Best.Name;

    /// <summary>The vectors of all other kernels, such as <c>512-bit vectors</c>.</summary>
    public static string Vectors => VectorWidth.Best <= 32 ? "no vectors" : $"{VectorWidth.Best}-bit vectors";

    /// <summary>Whether products of bytes have an instruction of their own.</summary>
    public static bool HasByteProducts => AvxVnni.IsSupported;
}
