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
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            var v = Part.Load<TLanes, TVector>(x + i, n - i, 0);
            if (added is not null) v = TLanes.Add(v, Part.Load<TLanes, TVector>(added + i, n - i, 0));
            if (z != x || added is not null) Part.Store<TLanes, TVector>(z + i, v, n - i);
            sums = TLanes.Add(sums, v);
        }
        total = TLanes.Sum(sums);
        return z;
    }

    /// <summary>y[i...] = v γ + β.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<TLanes, TVector>(in RowTask task, float* y, nint i, TVector v)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var rest = task.Length - i;
        if (task.Gamma is not null) v = TLanes.Multiply(v, Part.Load<TLanes, TVector>(task.Gamma + i, rest, 0));
        if (task.Beta is not null) v = TLanes.Add(v, Part.Load<TLanes, TVector>(task.Beta + i, rest, 0));
        Part.Store<TLanes, TVector>(y + i, v, rest);
    }
}
