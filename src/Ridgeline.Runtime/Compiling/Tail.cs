using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Compiling;

/// <summary>What follows a product or a convolution and is done before its results are stored: activation(result + bias + residual).</summary>
/// <param name="Bias">The input that is added to each row or channel; -1 if there is none.</param>
/// <param name="Residual">The input, of the result's dimensions, that is added; -1 if there is none.</param>
/// <param name="Activation">The function.</param>
internal sealed record Tail(int Bias, int Residual, Activation Activation)
{
    /// <summary>Nothing follows.</summary>
    public static readonly Tail None = new(-1, -1, Activation.None);

    /// <summary>Whether a function is there already: nothing can follow it.</summary>
    public bool IsClosed => Activation.Kind != UnaryKind.Copy;
}
