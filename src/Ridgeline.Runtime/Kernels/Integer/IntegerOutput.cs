using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>What becomes of the exact sums Σ (a - zero of A)(b - zero of B). One of the three results is not null.</summary>
internal unsafe struct IntegerOutput
{
    /// <summary>The zero point of A, as its bytes are.</summary>
    public int AZero;

    /// <summary>Whether the bytes of A are signed.</summary>
    public bool ASigned;

    /// <summary>The zero point of B, as its bytes were before packing; or one for each column.</summary>
    public int BZero;

    /// <summary>A zero point of B for each column, or null.</summary>
    public int* BZeros;

    /// <summary>What is added to the sums of each column, or null.</summary>
    public int* Bias;

    /// <summary>A factor for all sums, unless there is one for each column.</summary>
    public float Scale;

    /// <summary>A factor for each column, or null.</summary>
    public float* Scales;

    /// <summary>The sums themselves: [M, N].</summary>
    public int* Integers;

    /// <summary>activation(sum * scale + float bias): [M, N].</summary>
    public float* Floats;

    /// <summary>What is added to each column of <see cref="Floats"/>, or null.</summary>
    public float* FloatBias;

    /// <summary>What is done to <see cref="Floats"/>; before sums become <see cref="Quantised"/>, a clamp at most, its limits in steps of the result.</summary>
    public Activation Activation;

    /// <summary>saturated(round half to even(sum * scale) + zero): [M, N].</summary>
    public byte* Quantised;

    /// <summary>Whether the quantised bytes are signed, and their zero point.</summary>
    public bool Signed;

    /// <summary>The zero point of the quantised bytes.</summary>
    public int Zero;

    /// <summary>Values from one row of the result to the next.</summary>
    public nint Stride;
}
