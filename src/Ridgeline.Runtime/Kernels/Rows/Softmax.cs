using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>
/// y = e^(z - max z) / Σ e^(z - max z) for z = scale x + mask, row by row: each value at most 8 ulp + 1 ulp of the sum's length from the true one;
/// probabilities below 2^-126 are 0. A row that is -∞ throughout gives NaN, as the formula does.
/// </summary>
internal readonly unsafe struct Softmax : IRowKernel
{
    /// <inheritdoc/>
    public static void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* y = task.Y + (row * task.YStride);
        var n = task.Length;
        var sum = Exponentials<TLanes, TVector>(task, row, y);
        var factor = TLanes.All(1 / sum);
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            Part.Store<TLanes, TVector>(y + i, TLanes.Multiply(Part.Load<TLanes, TVector>(y + i, n - i, 0), factor), n - i);
        }
    }

    /// <summary>Writes e^(z - max z) and returns their sum: softmax without the division, which a product may take over.</summary>
    public static float Exponentials<TLanes, TVector>(in RowTask task, nint row, float* y)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var n = task.Length;
        var max = TLanes.All(Scaled<TLanes, TVector>(task, row, y));
        var sums = TLanes.All(0);
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            var e = Exponential.ExpOfNegative<TLanes, TVector>(TLanes.Subtract(Part.Load<TLanes, TVector>(y + i, n - i, float.NegativeInfinity), max));
            Part.Store<TLanes, TVector>(y + i, e, n - i);
            if (n - i < TLanes.Count) e = Part.Load<TLanes, TVector>(y + i, n - i, 0);
            sums = TLanes.Add(sums, e);
        }
        return TLanes.Sum(sums);
    }

    /// <summary>Writes z and returns its largest value.</summary>
    public static float Scaled<TLanes, TVector>(in RowTask task, nint row, float* y)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var x = task.X + (row * task.XStride);
        var added = task.Added is null ? null : task.Added + (row * task.AddedStride);
        var n = task.Length;
        TVector scale = TLanes.All(task.Scale), max = TLanes.All(float.NegativeInfinity);
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            var z = TLanes.Multiply(Part.Load<TLanes, TVector>(x + i, n - i, float.NegativeInfinity), scale);
            if (added is not null) z = TLanes.Add(z, Part.Load<TLanes, TVector>(added + i, n - i, 0));
            Part.Store<TLanes, TVector>(y + i, z, n - i);
            if (n - i < TLanes.Count) z = Part.Load<TLanes, TVector>(y + i, n - i, float.NegativeInfinity);
            max = TLanes.Max(max, z);
        }
        return TLanes.Largest(max);
    }
}
