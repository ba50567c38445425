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

    /// <summary>Where the sum of input and residual goes, or null.</summary>
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
