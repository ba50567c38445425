namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>3 as a type.</summary>
internal readonly struct Three : IConstant
{
    /// <inheritdoc/>
    public static int Value => 3;
}
