namespace Ridgeline.Runtime.Operators;

/// <summary>What fusion takes an operator for, so that no pass asks for names.</summary>
internal enum Role
{
    /// <summary>Nothing that is fused.</summary>
    None,
    /// <summary>A convolution.</summary>
    Convolution,
    /// <summary>A transposed convolution.</summary>
    TransposedConvolution,
    /// <summary>A convolution over [N, spatial…, C].</summary>
    ChannelsLastConvolution,
    /// <summary>A concatenation over [N, spatial…, C].</summary>
    ChannelsLastConcatenation,
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
    /// <summary>Softmax.</summary>
    Softmax,
    /// <summary>The mean along some axes.</summary>
    Mean,
    /// <summary>Tensors one after the other along an axis.</summary>
    Concatenation,
    /// <summary>The axes in another order.</summary>
    Transposition,
    /// <summary>From reals to steps of a scale.</summary>
    Quantization,
    /// <summary>From steps of a scale to reals.</summary>
    Dequantization,
    /// <summary>A convolution of quantised bytes.</summary>
    QuantizedConvolution,
}
