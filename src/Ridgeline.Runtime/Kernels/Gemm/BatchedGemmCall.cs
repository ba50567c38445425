namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Products C[i] = epilogue(A[i] * B[i]) of a batch whose B is no constant: it is packed on the way. Strides count floats.</summary>
internal unsafe struct BatchedGemmCall
{
    /// <summary>How many products.</summary>
    public int Batch;

    /// <summary>M, N and K.</summary>
    public int Rows, Columns, Depth;

    /// <summary>A: [batch, M, K], values of a row side by side.</summary>
    public float* A;

    /// <summary>From one A to the next (0: all share one), from one row to the next.</summary>
    public nint ABatch, ARow;

    /// <summary>B: [batch, K, N].</summary>
    public float* B;

    /// <summary>From one B to the next (0: all share one), from one row to the next, from one column to the next (a transposed B has 1 and K).</summary>
    public nint BBatch, BRow, BColumn;

    /// <summary>C: [batch, M, N], values of a row side by side.</summary>
    public float* C;

    /// <summary>From one C to the next, from one row to the next.</summary>
    public nint CBatch, CRow;

    /// <summary>What follows the sum; without a residual.</summary>
    public Epilogue Epilogue;
}
