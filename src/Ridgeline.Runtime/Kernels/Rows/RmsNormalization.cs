using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>y = z / √(mean z² + ε) γ for z = x + residual, row by row; z is kept if asked for.</summary>
internal readonly unsafe struct RmsNormalization : IRowKernel
{
    /// <inheritdoc/>
    public static void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* z = RowSum.Of<TLanes, TVector>(task, row, out _), y = task.Y + (row * task.YStride);
        var n = task.Length;
        var squares = TLanes.All(0);
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            var v = Part.Load<TLanes, TVector>(z + i, n - i, 0);
            squares = TLanes.MultiplyAdd(v, v, squares);
        }
        var factor = TLanes.All(1 / MathF.Sqrt((TLanes.Sum(squares) / n) + task.Epsilon));
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            RowSum.Finish<TLanes, TVector>(task, y, i, TLanes.Multiply(Part.Load<TLanes, TVector>(z + i, n - i, 0), factor));
        }
    }
}
