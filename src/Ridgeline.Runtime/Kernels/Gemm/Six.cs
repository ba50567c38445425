namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>6 as a type.</summary>
internal readonly struct Six : IConstant
{
    /// <inheritdoc/>
    public static int Value => 6;
}
