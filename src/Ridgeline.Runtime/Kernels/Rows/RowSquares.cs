using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>Σ x² times the scale. One number for each row, at y[row].</summary>
internal readonly unsafe struct RowSquares : IRowKernel
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
            a = SquareAdd<TLanes, TVector>(TLanes.Load(x + i), a);
            b = SquareAdd<TLanes, TVector>(TLanes.Load(x + i + TLanes.Count), b);
            c = SquareAdd<TLanes, TVector>(TLanes.Load(x + i + (2 * TLanes.Count)), c);
            d = SquareAdd<TLanes, TVector>(TLanes.Load(x + i + (3 * TLanes.Count)), d);
        }
        for (; i < n; i += TLanes.Count) a = SquareAdd<TLanes, TVector>(Part.Load<TLanes, TVector>(x + i, n - i, 0), a);
        task.Y[row * task.YStride] = TLanes.Sum(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d))) * task.Scale;
    }

    private static TVector SquareAdd<TLanes, TVector>(TVector x, TVector sum)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.MultiplyAdd(x, x, sum);
}
