using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>y = z / √(mean z² + ε) γ for z = x + residual, row by row; z is kept if asked for.</summary>
internal readonly unsafe struct RmsNormalization : IRowKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* z = RowSum.Of<TLanes, TVector>(task, row, out _), y = task.Y + (row * task.YStride);
        var n = task.Length;
        var factor = 1 / MathF.Sqrt((RowSum.Squares<TLanes, TVector>(z, n, 0) / n) + task.Epsilon);
        RowSum.Finish<TLanes, TVector>(task, z, y, TLanes.All(0), TLanes.All(factor));
    }
}
