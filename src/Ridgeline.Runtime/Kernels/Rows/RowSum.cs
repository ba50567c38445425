using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>What the normalisations share: the input with its residual, and scale and shift at the end.</summary>
internal static unsafe class RowSum
{
    /// <summary>z = x + residual, written where it is asked for (into y otherwise), and its sum. Without a residual z is x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float* Of<TLanes, TVector>(in RowTask task, nint row, out float total)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* x = task.X + (row * task.XStride), added = task.Added is null ? null : task.Added + (row * task.AddedStride);
        var z = task.Sum is not null ? task.Sum + (row * task.SumStride) : added is not null ? task.Y + (row * task.YStride) : x;
        var n = task.Length;
        var sums = TLanes.All(0);
        nint i = 0;
        for (; z == x && added is null && i <= n - TLanes.Count; i += TLanes.Count) sums = TLanes.Add(sums, TLanes.Load(x + i));
        for (; added is not null && i <= n - TLanes.Count; i += TLanes.Count)
        {
            var v = TLanes.Add(TLanes.Load(x + i), TLanes.Load(added + i));
            TLanes.Store(z + i, v);
            sums = TLanes.Add(sums, v);
        }
        for (; i < n; i += TLanes.Count)
        {
            var v = Part.Load<TLanes, TVector>(x + i, n - i, 0);
            if (added is not null) v = TLanes.Add(v, Part.Load<TLanes, TVector>(added + i, n - i, 0));
            if (z != x || added is not null) Part.Store<TLanes, TVector>(z + i, v, n - i);
            sums = TLanes.Add(sums, v);
        }
        total = TLanes.Sum(sums);
        return z;
    }

    /// <summary>y = (z - mean) factor γ + β.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<TLanes, TVector>(in RowTask task, float* z, float* y, TVector mean, TVector factor)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var n = task.Length;
        nint i = 0;
        for (; task.Gamma is not null && i <= n - TLanes.Count; i += TLanes.Count)
        {
            var v = TLanes.Multiply(TLanes.Multiply(TLanes.Subtract(TLanes.Load(z + i), mean), factor), TLanes.Load(task.Gamma + i));
            TLanes.Store(y + i, task.Beta is null ? v : TLanes.Add(v, TLanes.Load(task.Beta + i)));
        }
        for (; i < n; i += TLanes.Count)
        {
            var v = TLanes.Multiply(TLanes.Subtract(Part.Load<TLanes, TVector>(z + i, n - i, 0), mean), factor);
            if (task.Gamma is not null) v = TLanes.Multiply(v, Part.Load<TLanes, TVector>(task.Gamma + i, n - i, 0));
            if (task.Beta is not null) v = TLanes.Add(v, Part.Load<TLanes, TVector>(task.Beta + i, n - i, 0));
            Part.Store<TLanes, TVector>(y + i, v, n - i);
        }
    }

    /// <summary>Σ (z - mean)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Squares<TLanes, TVector>(float* z, nint n, float mean)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // Two sums: one alone would wait for each multiply-add.
        TVector m = TLanes.All(mean), a = TLanes.All(0), b = a;
        nint i = 0;
        for (; i <= n - (2 * TLanes.Count); i += 2 * TLanes.Count)
        {
            TVector c = TLanes.Subtract(TLanes.Load(z + i), m), d = TLanes.Subtract(TLanes.Load(z + i + TLanes.Count), m);
            a = TLanes.MultiplyAdd(c, c, a);
            b = TLanes.MultiplyAdd(d, d, b);
        }
        for (; i < n; i += TLanes.Count)
        {
            var c = TLanes.Subtract(Part.Load<TLanes, TVector>(z + i, n - i, mean), m);
            a = TLanes.MultiplyAdd(c, c, a);
        }
        return TLanes.Sum(TLanes.Add(a, b));
    }
}
