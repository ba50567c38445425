namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>7 as a type.</summary>
internal readonly struct Seven : IConstant
{
    /// <inheritdoc/>
    public static int Value => 7;
}
