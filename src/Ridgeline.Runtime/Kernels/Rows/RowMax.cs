using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>The largest value; NaN if there is one. One number for each row, at y[row].</summary>
internal readonly unsafe struct RowMax : IRowKernel
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
        TVector a = TLanes.All(float.NegativeInfinity), b = a, c = a, d = a;
        nint i = 0;
        for (; i <= n - (4 * TLanes.Count); i += 4 * TLanes.Count)
        {
            a = TLanes.Max(a, TLanes.Load(x + i));
            b = TLanes.Max(b, TLanes.Load(x + i + TLanes.Count));
            c = TLanes.Max(c, TLanes.Load(x + i + (2 * TLanes.Count)));
            d = TLanes.Max(d, TLanes.Load(x + i + (3 * TLanes.Count)));
        }
        for (; i < n; i += TLanes.Count) a = TLanes.Max(a, Part.Load<TLanes, TVector>(x + i, n - i, float.NegativeInfinity));
        task.Y[row * task.YStride] = TLanes.Largest(TLanes.Max(TLanes.Max(a, b), TLanes.Max(c, d)));
    }
}
