using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Pooling;

/// <summary>The inner loop of pooling over channels-last images: vectors run over channels, four beside each other, since one alone waits for itself.</summary>
internal static unsafe class PoolPixel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>y = max x; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Max(PoolTask* task)
    {
        var t = *task;
        nint c = 0;
        for (; c <= t.Channels - (4 * TLanes.Count); c += 4 * TLanes.Count) MaxWide(t, c);
        for (; c <= t.Channels - TLanes.Count; c += TLanes.Count) MaxOne(t, c);
        if (c == t.Channels) return;
        if (t.Channels > TLanes.Count) MaxOne(t, t.Channels - TLanes.Count);
        else MaxEdge(t);
    }

    /// <summary>y = factor Σ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(PoolTask* task)
    {
        var t = *task;
        nint c = 0;
        for (; c <= t.Channels - (4 * TLanes.Count); c += 4 * TLanes.Count) SumWide(t, c);
        for (; c <= t.Channels - TLanes.Count; c += TLanes.Count) SumOne(t, c);
        if (c == t.Channels) return;
        // The last vector overlaps the one before it: what it computes twice comes out the same.
        if (t.Channels > TLanes.Count) SumOne(t, t.Channels - TLanes.Count);
        else SumEdge(t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MaxWide(in PoolTask t, nint c)
    {
        nint n = TLanes.Count;
        TVector y0 = TLanes.All(float.NegativeInfinity), y1 = y0, y2 = y0, y3 = y0;
        TVector bad0 = TLanes.All(0), bad1 = bad0, bad2 = bad0, bad3 = bad0;
        var plane = t.X + c;
        for (var z = t.Planes; z > 0; z--, plane += t.PlaneStep)
        {
            var row = plane;
            for (var r = t.Rows; r > 0; r--, row += t.RowStep)
            {
                var x = row;
                for (var column = t.Columns; column > 0; column--, x += t.ColumnStep)
                {
                    Larger(TLanes.Load(x), ref y0, ref bad0);
                    Larger(TLanes.Load(x + n), ref y1, ref bad1);
                    Larger(TLanes.Load(x + (2 * n)), ref y2, ref bad2);
                    Larger(TLanes.Load(x + (3 * n)), ref y3, ref bad3);
                }
            }
        }
        TLanes.Store(t.Y + c, TLanes.Select(TLanes.Same(bad0, bad0), y0, bad0));
        TLanes.Store(t.Y + c + n, TLanes.Select(TLanes.Same(bad1, bad1), y1, bad1));
        TLanes.Store(t.Y + c + (2 * n), TLanes.Select(TLanes.Same(bad2, bad2), y2, bad2));
        TLanes.Store(t.Y + c + (3 * n), TLanes.Select(TLanes.Same(bad3, bad3), y3, bad3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MaxOne(in PoolTask t, nint c)
    {
        TVector y = TLanes.All(float.NegativeInfinity), bad = TLanes.All(0);
        var plane = t.X + c;
        for (var z = t.Planes; z > 0; z--, plane += t.PlaneStep)
        {
            var row = plane;
            for (var r = t.Rows; r > 0; r--, row += t.RowStep)
            {
                var x = row;
                for (var column = t.Columns; column > 0; column--, x += t.ColumnStep) Larger(TLanes.Load(x), ref y, ref bad);
            }
        }
        TLanes.Store(t.Y + c, TLanes.Select(TLanes.Same(bad, bad), y, bad));
    }

    // A maximum that heeds NaN is a chain of six instructions: NaNs are collected beside the maximum instead.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Larger(TVector x, ref TVector y, ref TVector bad)
    {
        y = TLanes.MaxNative(y, x);
        bad = TLanes.Select(TLanes.Same(x, x), bad, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumWide(in PoolTask t, nint c)
    {
        nint n = TLanes.Count;
        TVector y0 = TLanes.All(0), y1 = y0, y2 = y0, y3 = y0;
        var plane = t.X + c;
        for (var z = t.Planes; z > 0; z--, plane += t.PlaneStep)
        {
            var row = plane;
            for (var r = t.Rows; r > 0; r--, row += t.RowStep)
            {
                var x = row;
                for (var column = t.Columns; column > 0; column--, x += t.ColumnStep)
                {
                    y0 = TLanes.Add(y0, TLanes.Load(x));
                    y1 = TLanes.Add(y1, TLanes.Load(x + n));
                    y2 = TLanes.Add(y2, TLanes.Load(x + (2 * n)));
                    y3 = TLanes.Add(y3, TLanes.Load(x + (3 * n)));
                }
            }
        }
        var factor = TLanes.All(t.Factor);
        TLanes.Store(t.Y + c, TLanes.Multiply(y0, factor));
        TLanes.Store(t.Y + c + n, TLanes.Multiply(y1, factor));
        TLanes.Store(t.Y + c + (2 * n), TLanes.Multiply(y2, factor));
        TLanes.Store(t.Y + c + (3 * n), TLanes.Multiply(y3, factor));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumOne(in PoolTask t, nint c)
    {
        var y = TLanes.All(0);
        var plane = t.X + c;
        for (var z = t.Planes; z > 0; z--, plane += t.PlaneStep)
        {
            var row = plane;
            for (var r = t.Rows; r > 0; r--, row += t.RowStep)
            {
                var x = row;
                for (var column = t.Columns; column > 0; column--, x += t.ColumnStep) y = TLanes.Add(y, TLanes.Load(x));
            }
        }
        TLanes.Store(t.Y + c, TLanes.Multiply(y, TLanes.All(t.Factor)));
    }

    private static void MaxEdge(in PoolTask t)
    {
        for (nint c = 0; c < t.Channels; c++)
        {
            var y = float.NegativeInfinity;
            for (nint tap = 0; tap < (nint)t.Planes * t.Rows * t.Columns; tap++) y = MathF.Max(y, t.X[At(t, tap) + c]);
            t.Y[c] = y;
        }
    }

    private static void SumEdge(in PoolTask t)
    {
        for (nint c = 0; c < t.Channels; c++)
        {
            float y = 0;
            for (nint tap = 0; tap < (nint)t.Planes * t.Rows * t.Columns; tap++) y += t.X[At(t, tap) + c];
            t.Y[c] = y * t.Factor;
        }
    }

    private static nint At(in PoolTask t, nint tap) =>
        (tap / t.Columns / t.Rows * t.PlaneStep) + (tap / t.Columns % t.Rows * t.RowStep) + (tap % t.Columns * t.ColumnStep);
}
