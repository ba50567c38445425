using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>y = z - max z - ln Σ e^(z - max z) for z = scale x + mask, row by row. y may be x.</summary>
internal readonly unsafe struct LogSoftmax : IRowKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var y = task.Y + (row * task.YStride);
        var n = task.Length;
        var max = TLanes.All(Softmax.Scaled<TLanes, TVector>(task, row, y));
        var sums = TLanes.All(0);
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            sums = TLanes.Add(sums, Exponential.ExpOfNegative<TLanes, TVector>(TLanes.Subtract(Part.Load<TLanes, TVector>(y + i, n - i, float.NegativeInfinity), max)));
        }
        var log = TLanes.All(MathF.Log(TLanes.Sum(sums)));
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            Part.Store<TLanes, TVector>(y + i, TLanes.Subtract(TLanes.Subtract(Part.Load<TLanes, TVector>(y + i, n - i, 0), max), log), n - i);
        }
    }
}
