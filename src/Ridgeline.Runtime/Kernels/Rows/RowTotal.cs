using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>Σ x times the scale (1/n for a mean). One number for each row, at y[row].</summary>
internal readonly unsafe struct RowTotal : IRowKernel
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
        TVector a = TLanes.All(0), b = a, c = a, d = a;
        nint i = 0;
        for (; i <= n - (4 * TLanes.Count); i += 4 * TLanes.Count)
        {
            a = TLanes.Add(a, TLanes.Load(x + i));
            b = TLanes.Add(b, TLanes.Load(x + i + TLanes.Count));
            c = TLanes.Add(c, TLanes.Load(x + i + (2 * TLanes.Count)));
            d = TLanes.Add(d, TLanes.Load(x + i + (3 * TLanes.Count)));
        }
        for (; i < n; i += TLanes.Count) a = TLanes.Add(a, Part.Load<TLanes, TVector>(x + i, n - i, 0));
        task.Y[row * task.YStride] = TLanes.Sum(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d))) * task.Scale;
    }
}
