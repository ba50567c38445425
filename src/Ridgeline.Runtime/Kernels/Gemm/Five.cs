namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>5 as a type.</summary>
internal readonly struct Five : IConstant
{
    /// <inheritdoc/>
    public static int Value => 5;
}
