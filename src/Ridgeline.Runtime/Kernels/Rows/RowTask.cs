namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>What a kernel that works on one row after the other is told. Which fields matter is the kernel's matter.</summary>
internal unsafe struct RowTask
{
    /// <summary>The first row of the input.</summary>
    public float* X;

    /// <summary>Floats from one of its rows to the next.</summary>
    public nint XStride;

    /// <summary>The first row of the output; may be the input.</summary>
    public float* Y;

    /// <summary>Floats from one of its rows to the next.</summary>
    public nint YStride;

    /// <summary>Values in a row, at least 1.</summary>
    public nint Length;

    /// <summary>What is added to the input first: a mask or a residual; or null.</summary>
    public float* Added;

    /// <summary>Floats from one row of it to the next; 0 if all rows share one.</summary>
    public nint AddedStride;

    /// <summary>
    /// How many neighbouring rows share one row of it, and after how many of its rows it begins anew; 0 for one row each, without end. Softmax alone looks.
    /// </summary>
    public nint AddedRepeat, AddedPeriod;

    /// <summary>Row <paramref name="row"/>'s addends.</summary>
    public readonly float* AddedTo(nint row) =>
        Added is null ? null : Added + ((AddedPeriod == 0 ? row : row / AddedRepeat % AddedPeriod) * AddedStride);

    /// <summary>Where the sum of input and residual goes, or, for softmax, the sum by which each row is still to be divided; or null.</summary>
    public float* Sum;

    /// <summary>Floats from one row of it to the next.</summary>
    public nint SumStride;

    /// <summary>One factor for each column, or null.</summary>
    public float* Gamma;

    /// <summary>One addend for each column, or null.</summary>
    public float* Beta;

    /// <summary>What the input is multiplied by first.</summary>
    public float Scale;

    /// <summary>What is added to a variance.</summary>
    public float Epsilon;
}
