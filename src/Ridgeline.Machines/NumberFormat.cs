namespace Ridgeline.Machines;

/// <summary>How a number is stored where it is multiplied or added.</summary>
public enum NumberFormat
{
    /// <summary>IEEE 754 binary64.</summary>
    Fp64,
    /// <summary>IEEE 754 binary32.</summary>
    Fp32,
    /// <summary>TensorFloat-32: 8 bits of exponent, 10 of fraction, stored in 32 bits.</summary>
    Tf32,
    /// <summary>The upper half of a binary32.</summary>
    Bf16,
    /// <summary>IEEE 754 binary16.</summary>
    Fp16,
    /// <summary>Any 8-bit float, block floating point of 8 or 9 bits included.</summary>
    Fp8,
    /// <summary>Any 6-bit float.</summary>
    Fp6,
    /// <summary>Any 4-bit float.</summary>
    Fp4,
    /// <summary>64-bit integer.</summary>
    Int64,
    /// <summary>32-bit integer.</summary>
    Int32,
    /// <summary>16-bit integer or fixed point.</summary>
    Int16,
    /// <summary>8-bit integer.</summary>
    Int8,
    /// <summary>4-bit integer.</summary>
    Int4,
    /// <summary>One bit.</summary>
    Int1,
}
