using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>
/// y = (z - mean z) / √(var z + ε) γ + β for z = x + residual, row by row; z is kept if asked for (skip connection). Two passes over z: the variance is
/// that of the differences from the mean, so a large mean costs no digits.
/// </summary>
internal readonly unsafe struct LayerNormalization : IRowKernel
{
    /// <inheritdoc/>
    public static void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* z = RowSum.Of<TLanes, TVector>(task, row, out var total), y = task.Y + (row * task.YStride);
        var n = task.Length;
        var average = total / n;
        TVector mean = TLanes.All(average), squares = TLanes.All(0);
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            var d = TLanes.Subtract(Part.Load<TLanes, TVector>(z + i, n - i, average), mean);
            squares = TLanes.MultiplyAdd(d, d, squares);
        }
        var factor = TLanes.All(1 / MathF.Sqrt((TLanes.Sum(squares) / n) + task.Epsilon));
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            var v = TLanes.Multiply(TLanes.Subtract(Part.Load<TLanes, TVector>(z + i, n - i, 0), mean), factor);
            RowSum.Finish<TLanes, TVector>(task, y, i, v);
        }
    }
}
