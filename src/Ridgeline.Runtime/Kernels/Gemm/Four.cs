namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>4 as a type.</summary>
internal readonly struct Four : IConstant
{
    /// <inheritdoc/>
    public static int Value => 4;
}
