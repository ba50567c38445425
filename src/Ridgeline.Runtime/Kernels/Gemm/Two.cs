namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>2 as a type.</summary>
internal readonly struct Two : IConstant
{
    /// <inheritdoc/>
    public static int Value => 2;
}
