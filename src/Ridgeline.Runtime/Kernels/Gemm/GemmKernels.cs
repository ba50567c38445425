namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>The float product kernels in order of preference. <c>RIDGELINE_KERNEL_GEMM</c> forces one.</summary>
internal static class GemmKernels
{
    /// <summary>All, best first.</summary>
    public static IReadOnlyList<GemmKernel> All { get; } =
    [
        new Avx512Gemm6x64(),
        new Avx512Gemm8x48(),
        new Avx2Gemm6x16(),
        new NeonGemm6x16(),
        new Vector128Gemm6x8(),
        new ScalarGemm3x4(),
    ];

    /// <summary>The one to use.</summary>
    public static GemmKernel Best { get; } = KernelChoice.Of("GEMM", All, k => k.Name, k => k.IsSupported);
}
