namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>8 as a type.</summary>
internal readonly struct Eight : IConstant
{
    /// <inheritdoc/>
    public static int Value => 8;
}
