namespace Ridgeline.Runtime.Operators;

/// <summary>What fusion takes an operator for, so that no pass asks for names.</summary>
internal enum Role
{
    /// <summary>Nothing that is fused.</summary>
    None,
    /// <summary>A convolution with constant weights may absorb what follows.</summary>
    Convolution,
    /// <summary>A matrix product of two operands.</summary>
    Product,
    /// <summary>Alpha A B + beta C.</summary>
    AffineProduct,
    /// <summary>Batch normalisation.</summary>
    BatchNormalization,
    /// <summary>Addition of two tensors.</summary>
    Addition,
    /// <summary>Subtraction.</summary>
    Subtraction,
    /// <summary>Multiplication of two tensors.</summary>
    Multiplication,
    /// <summary>Division.</summary>
    Division,
    /// <summary>A power.</summary>
    Power,
    /// <summary>A square root.</summary>
    SquareRoot,
    /// <summary>The mean over axes.</summary>
    Mean,
    /// <summary>max(x, 0).</summary>
    Rectifier,
    /// <summary>Between two bounds.</summary>
    Clip,
    /// <summary>1/(1+exp(-x)).</summary>
    Sigmoid,
    /// <summary>max(0, min(1, alpha x + beta)).</summary>
    HardSigmoid,
    /// <summary>x max(0, min(1, x/6 + 1/2)).</summary>
    HardSwish,
    /// <summary>The hyperbolic tangent.</summary>
    HyperbolicTangent,
    /// <summary>The error function.</summary>
    ErrorFunction,
    /// <summary>GELU.</summary>
    Gelu,
    /// <summary>x for x ≥ 0, alpha x below.</summary>
    LeakyRectifier,
    /// <summary>exp normalised to the sum 1.</summary>
    Softmax,
    /// <summary>Axes in another order.</summary>
    Transposition,
    /// <summary>The same elements in another shape.</summary>
    Reshaping,
    /// <summary>A choice of one of two by a condition.</summary>
    Choice,
    /// <summary>Layer normalisation.</summary>
    LayerNormalization,
    /// <summary>Another function of each element alone.</summary>
    Elementwise,
    /// <summary>Another pooling or rearrangement that works channel by channel.</summary>
    ByChannel,
    /// <summary>Tensors joined along an axis.</summary>
    Joining,
    /// <summary>A change of the element type.</summary>
    Casting,
}
