using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>
/// e^x and what is made of it. x = n ln 2 + r with |r| ≤ ln 2 / 2, e^r = 1 + r + r² q(r); q is the polynomial of degree 4 with the least largest error
/// (3e-9 of e^r), found with Remez' exchange.
/// </summary>
/// <remarks>A result below 2^-126 is 0, not a subnormal number: one slow operand makes each later instruction a hundred times slower, and .NET cannot switch that off.</remarks>
internal static class Exponential
{
    private const float InfiniteArgument = 88.8f;
    private const float LowestArgument = -87.33655f;
    private const float Log2OfE = 1.44269504f;
    // ln 2 in two parts: n times the first one is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e^x: at most 1 ulp from the true value; 0 below -87.34, ∞ above 88.72, NaN of NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // Just above the highest argument the result is ∞ by itself; whatever comes out for arguments below the lowest is replaced.
        var n = Exponent<TLanes, TVector>(TLanes.AtMost(x, TLanes.All(InfiniteArgument)), out var p);
        return TLanes.Select(TLanes.Less(x, TLanes.All(LowestArgument)), TLanes.All(0), TLanes.Scale(TLanes.Add(p, TLanes.All(1)), n));
    }

    /// <summary>e^x for x in -87..88, nothing sensible beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpInRange<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var scale = TLanes.PowerOfTwo(Exponent<TLanes, TVector>(x, out var p));
        return TLanes.MultiplyAdd(p, scale, scale);
    }

    /// <summary>e^x for x ≤ 0, as softmax needs it: 0 below -87.34.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpOfNegative<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Select(TLanes.Less(x, TLanes.All(LowestArgument)), TLanes.All(0), ExpInRange<TLanes, TVector>(x));

    /// <summary>e^x - 1 for x in -87..88, exact near 0: at most 3 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpMinusOne<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var scale = TLanes.PowerOfTwo(Exponent<TLanes, TVector>(x, out var p));
        return TLanes.MultiplyAdd(p, scale, TLanes.Subtract(scale, TLanes.All(1)));
    }

    // n, and p = e^r - 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Exponent<TLanes, TVector>(TVector x, out TVector p)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var n = TLanes.Round(TLanes.Multiply(x, TLanes.All(Log2OfE)));
        var r = TLanes.MultiplyAdd(n, TLanes.All(-Ln2High), x);
        r = TLanes.MultiplyAdd(n, TLanes.All(-Ln2Low), r);
        // In pairs (Estrin): the chain of operations that wait for each other is shorter than term by term.
        var square = TLanes.Multiply(r, r);
        var q = TLanes.MultiplyAdd(TLanes.All(0.008368917578f), r, TLanes.All(0.04166620531f));
        q = TLanes.MultiplyAdd(TLanes.All(0.00139505247f), square, q);
        q = TLanes.MultiplyAdd(q, square, TLanes.MultiplyAdd(TLanes.All(0.1666651861f), r, TLanes.All(0.5000000095f)));
        p = TLanes.MultiplyAdd(square, q, r);
        return n;
    }
}
