using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>What happens to a sum before it is stored: activation(sum + bias + scale * residual).</summary>
/// <param name="bias">One value for each column, or null.</param>
/// <param name="activation">The function.</param>
/// <param name="residual">A matrix of the result's shape, or null. May be the result itself: then it is read before it is written.</param>
/// <param name="residualStride">Floats from one of its rows to the next.</param>
/// <param name="residualScale">What it is multiplied by.</param>
internal readonly unsafe struct Epilogue(float* bias, Activation activation = default, float* residual = null, nint residualStride = 0, float residualScale = 1)
{
    /// <summary>One value for each column, or null.</summary>
    public readonly float* Bias = bias;

    /// <summary>A matrix of the result's shape, or null.</summary>
    public readonly float* Residual = residual;

    /// <summary>Floats from one of its rows to the next.</summary>
    public readonly nint ResidualStride = residualStride;

    /// <summary>What it is multiplied by.</summary>
    public readonly float ResidualScale = residualScale;

    /// <summary>The function.</summary>
    public readonly Activation Activation = activation;
}
