using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>
/// y = e^(z - max z) / Σ e^(z - max z) for z = scale x + mask, row by row: each value at most 8 ulp + 1 ulp of the sum's length from the true one;
/// probabilities below 2^-126 are 0. A row that is -∞ throughout gives NaN, as the formula does. Where the task has a place for sums, they are written
/// there, one a row, and the division is left to who reads them.
/// </summary>
/// <remarks>
/// Several short rows pass each of three phases together: a row's largest value, its sum and the division each wait for the one before, and alone a row of
/// 128 waited for longer than it computed.
/// </remarks>
internal readonly unsafe struct Softmax : IRowKernel
{
    private const int MostRows = 16;
    // Rows that pass the phases together stay in the first-level cache.
    private const nint BlockLength = 4096;

    /// <inheritdoc/>
    public void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => RunRows<TLanes, TVector>(task, row, row + 1);

    /// <summary>Computes rows first to last - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunRows<TLanes, TVector>(in RowTask task, nint first, nint last)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var values = stackalloc float[MostRows];
        var together = Math.Clamp(BlockLength / task.Length, 1, MostRows);
        for (var from = first; from < last; from += together)
        {
            var count = Math.Min(together, last - from);
            for (nint r = 0; r < count; r++) values[r] = Largest<TLanes, TVector>(task, from + r);
            for (nint r = 0; r < count; r++) values[r] = Exponentials<TLanes, TVector>(task, from + r, values[r]);
            for (nint r = 0; r < count; r++)
            {
                if (task.Sum is not null) task.Sum[(from + r) * task.SumStride] = values[r];
                else Divide<TLanes, TVector>(task.Y + ((from + r) * task.YStride), task.Length, 1 / values[r]);
            }
        }
    }

    /// <summary>Writes z and returns its largest value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Scaled<TLanes, TVector>(in RowTask task, nint row, float* y)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* x = task.X + (row * task.XStride), added = task.AddedTo(row);
        var n = task.Length;
        // A limit from below that passes NaN on is a maximum of one instruction; a NaN that gets lost here comes back with the sum.
        TVector scale = TLanes.All(task.Scale), max = TLanes.All(float.NegativeInfinity), none = TLanes.All(float.PositiveInfinity);
        nint i = 0;
        for (; added is null && i <= n - TLanes.Count; i += TLanes.Count)
        {
            var z = TLanes.Multiply(TLanes.Load(x + i), scale);
            TLanes.Store(y + i, z);
            max = TLanes.Clamp(z, max, none);
        }
        for (; i <= n - TLanes.Count; i += TLanes.Count)
        {
            var z = TLanes.Add(TLanes.Multiply(TLanes.Load(x + i), scale), TLanes.Load(added + i));
            TLanes.Store(y + i, z);
            max = TLanes.Clamp(z, max, none);
        }
        var largest = TLanes.Largest(max);
        for (; i < n; i++)
        {
            y[i] = (x[i] * task.Scale) + (added is null ? 0 : added[i]);
            largest = MathF.Max(largest, y[i]);
        }
        return largest;
    }

    // The largest z. With a mask z is written, without it is as quick to compute again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (task.Added is not null) return Scaled<TLanes, TVector>(task, row, task.Y + (row * task.YStride));
        var x = task.X + (row * task.XStride);
        nint n = task.Length, lanes = TLanes.Count, i = 0;
        TVector scale = TLanes.All(task.Scale), a = TLanes.All(float.NegativeInfinity), b = a, none = TLanes.All(float.PositiveInfinity);
        for (; i <= n - (2 * lanes); i += 2 * lanes)
        {
            a = TLanes.Clamp(TLanes.Multiply(TLanes.Load(x + i), scale), a, none);
            b = TLanes.Clamp(TLanes.Multiply(TLanes.Load(x + i + lanes), scale), b, none);
        }
        if (i <= n - lanes)
        {
            a = TLanes.Clamp(TLanes.Multiply(TLanes.Load(x + i), scale), a, none);
            i += lanes;
        }
        var largest = TLanes.Largest(TLanes.Max(a, b));
        for (; i < n; i++) largest = MathF.Max(largest, x[i] * task.Scale);
        return largest;
    }

    // Writes e^(z - max z) and returns their sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Exponentials<TLanes, TVector>(in RowTask task, nint row, float largest)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* y = task.Y + (row * task.YStride), z = task.Added is null ? task.X + (row * task.XStride) : y;
        nint n = task.Length, lanes = TLanes.Count, i = 0;
        TVector scale = TLanes.All(task.Added is null ? task.Scale : 1), max = TLanes.All(largest), sums = TLanes.All(0), others = sums;
        for (; i <= n - (2 * lanes); i += 2 * lanes)
        {
            var e = Exponential.ExpOfNegative<TLanes, TVector>(TLanes.Subtract(TLanes.Multiply(TLanes.Load(z + i), scale), max));
            var f = Exponential.ExpOfNegative<TLanes, TVector>(TLanes.Subtract(TLanes.Multiply(TLanes.Load(z + i + lanes), scale), max));
            TLanes.Store(y + i, e);
            TLanes.Store(y + i + lanes, f);
            sums = TLanes.Add(sums, e);
            others = TLanes.Add(others, f);
        }
        var sum = TLanes.Sum(TLanes.Add(sums, others));
        return i < n ? sum + Rest<TLanes, TVector>(z + i, y + i, n - i, task.Added is null ? task.Scale : 1, largest) : sum;
    }

    // The last values, fewer than two vectors. A call, because vectors that live across the calls of a part would be kept in memory in the loop above.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Rest<TLanes, TVector>(float* z, float* y, nint n, float scale, float largest)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var sum = 0f;
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            var scaled = TLanes.Multiply(Part.Load<TLanes, TVector>(z + i, n - i, float.NegativeInfinity), TLanes.All(scale));
            Part.Store<TLanes, TVector>(y + i, Exponential.ExpOfNegative<TLanes, TVector>(TLanes.Subtract(scaled, TLanes.All(largest))), n - i);
            sum += TLanes.Sum(Part.Load<TLanes, TVector>(y + i, n - i, 0));
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DivideRest<TLanes, TVector>(float* y, nint n, float by)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => Part.Store<TLanes, TVector>(y, TLanes.Multiply(Part.Load<TLanes, TVector>(y, n, 0), TLanes.All(by)), n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Divide<TLanes, TVector>(float* y, nint n, float by)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var factor = TLanes.All(by);
        nint i = 0;
        for (; i <= n - TLanes.Count; i += TLanes.Count) TLanes.Store(y + i, TLanes.Multiply(TLanes.Load(y + i), factor));
        if (i < n) DivideRest<TLanes, TVector>(y + i, n - i, by);
    }
}
