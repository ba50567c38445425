using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>The smallest value; NaN if there is one. One number for each row, at y[row].</summary>
internal readonly unsafe struct RowMin : IRowKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var x = task.X + (row * task.XStride);
        var n = task.Length;
        // Four sums: one alone would wait for each addition.
        TVector a = TLanes.All(float.PositiveInfinity), b = a, c = a, d = a;
        nint i = 0;
        for (; i <= n - (4 * TLanes.Count); i += 4 * TLanes.Count)
        {
            a = TLanes.Min(a, TLanes.Load(x + i));
            b = TLanes.Min(b, TLanes.Load(x + i + TLanes.Count));
            c = TLanes.Min(c, TLanes.Load(x + i + (2 * TLanes.Count)));
            d = TLanes.Min(d, TLanes.Load(x + i + (3 * TLanes.Count)));
        }
        for (; i < n; i += TLanes.Count) a = TLanes.Min(a, Part.Load<TLanes, TVector>(x + i, n - i, float.PositiveInfinity));
        task.Y[row * task.YStride] = TLanes.Smallest(TLanes.Min(TLanes.Min(a, b), TLanes.Min(c, d)));
    }
}
