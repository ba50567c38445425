namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>1 as a type.</summary>
internal readonly struct One : IConstant
{
    /// <inheritdoc/>
    public static int Value => 1;
}
