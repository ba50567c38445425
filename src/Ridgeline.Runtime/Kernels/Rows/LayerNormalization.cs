using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>
/// y = (z - mean z) / √(var z + ε) γ + β for z = x + residual, row by row; z is kept if asked for (skip connection). Two passes over z: the variance is
/// that of the differences from the mean, so a large mean costs no digits.
/// </summary>
internal readonly unsafe struct LayerNormalization : IRowKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* z = RowSum.Of<TLanes, TVector>(task, row, out var total), y = task.Y + (row * task.YStride);
        var n = task.Length;
        var average = total / n;
        var factor = 1 / MathF.Sqrt((RowSum.Squares<TLanes, TVector>(z, n, average) / n) + task.Epsilon);
        RowSum.Finish<TLanes, TVector>(task, z, y, TLanes.All(average), TLanes.All(factor));
    }
}
