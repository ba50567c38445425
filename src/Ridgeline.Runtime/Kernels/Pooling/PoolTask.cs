namespace Ridgeline.Runtime.Kernels.Pooling;

/// <summary>One output pixel of a pooling: the box of input pixels it sees.</summary>
internal unsafe struct PoolTask
{
    /// <summary>The first input pixel of the box.</summary>
    public float* X;

    /// <summary>Pixels of the box: planes, rows, columns.</summary>
    public int Planes, Rows, Columns;

    /// <summary>Floats to the next plane, row and column.</summary>
    public nint PlaneStep, RowStep, ColumnStep;

    /// <summary>The output pixel.</summary>
    public float* Y;

    /// <summary>Channels.</summary>
    public nint Channels;

    /// <summary>What a sum is multiplied by: 1/n.</summary>
    public float Factor;
}
