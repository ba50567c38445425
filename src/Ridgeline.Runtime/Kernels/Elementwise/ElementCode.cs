namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>One step of an <see cref="ElementProgram"/> as it runs: code, operands, and the buffer for its result.</summary>
internal unsafe struct ElementCode
{
    /// <summary>The code of a function of one float, or null.</summary>
    public delegate*<float*, float*, nint, float, float, void> Unary;

    /// <summary>The code of a function of two floats, or null.</summary>
    public delegate*<float*, float*, float*, nint, nint, nint, void> Binary;

    /// <summary>Parameters of a function of one float.</summary>
    public float Alpha, Beta;

    /// <summary>Operands: an input, or the number of inputs and a buffer.</summary>
    public int A, B;

    /// <summary>The buffer for the result; -1 for the output.</summary>
    public int To;
}
