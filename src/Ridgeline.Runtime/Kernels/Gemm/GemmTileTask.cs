namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>What <see cref="GemmTile"/> computes: C = clamp(start + A * B + scale * residual). Strides count floats.</summary>
internal unsafe struct GemmTileTask
{
    /// <summary>Rows of A: <see cref="GemmTile.MaxRows"/> pointers for each run; those beyond the tile's rows are read but not followed.</summary>
    public float** Rows;

    /// <summary>How many runs the depth falls into.</summary>
    public nint Runs;

    /// <summary>Values of a row in one run.</summary>
    public nint Depth;

    /// <summary>The panel of B, run after run: [Runs * Depth, BStride].</summary>
    public float* B;

    /// <summary>What is fetched meanwhile: <see cref="GemmTile.LineFloats"/> floats for each value of the depth. Never null; B itself where there is nothing to fetch.</summary>
    public float* Ahead;

    /// <summary>From one row of B to the next.</summary>
    public nint BStride;

    /// <summary>The result: [rows, CStride].</summary>
    public float* C;

    /// <summary>From one row of C to the next.</summary>
    public nint CStride;

    /// <summary>What the sums start from: a bias (stride 0), the sums of the depth before (C itself), or null for zero.</summary>
    public float* Start;

    /// <summary>From one row of the start to the next.</summary>
    public nint StartStride;

    /// <summary>What is added in the end, or null. May be C.</summary>
    public float* Residual;

    /// <summary>From one row of the residual to the next.</summary>
    public nint ResidualStride;

    /// <summary>What the residual is multiplied by.</summary>
    public float ResidualScale;

    /// <summary>The smallest result; -∞ for no limit.</summary>
    public float Low;

    /// <summary>The largest result; +∞ for no limit.</summary>
    public float High;
}
