using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>ln x. x = m 2^e with m in [√½, √2), ln m = f - f²/2 + f³ p(f) for f = m - 1; p is the polynomial of degree 8 with the least largest error.</summary>
internal static class Logarithm
{
    private const float SmallestNormal = 1.17549435e-38f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>ln x: at most 2 ulp from the true value; -∞ of 0, NaN of negative numbers and NaN, subnormal numbers included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var small = TLanes.Less(x, TLanes.All(SmallestNormal));
        var e0 = TLanes.Select(small, TLanes.All(-23), TLanes.All(0));
        var f = TLanes.Subtract(TLanes.Split(TLanes.Select(small, TLanes.Multiply(x, TLanes.All(8388608)), x), out var e), TLanes.All(1));
        e = TLanes.Add(e, e0);
        var p = TLanes.MultiplyAdd(TLanes.All(0.06746663409f), f, TLanes.All(-0.1167564019f));
        p = TLanes.MultiplyAdd(p, f, TLanes.All(0.1188814505f));
        p = TLanes.MultiplyAdd(p, f, TLanes.All(-0.1240558958f));
        p = TLanes.MultiplyAdd(p, f, TLanes.All(0.1421955488f));
        p = TLanes.MultiplyAdd(p, f, TLanes.All(-0.1666799593f));
        p = TLanes.MultiplyAdd(p, f, TLanes.All(0.2000211854f));
        p = TLanes.MultiplyAdd(p, f, TLanes.All(-0.250000096f));
        p = TLanes.MultiplyAdd(p, f, TLanes.All(0.3333331261f));
        var f2 = TLanes.Multiply(f, f);
        var tail = TLanes.MultiplyAdd(e, TLanes.All(Ln2Low), TLanes.Multiply(TLanes.Multiply(p, f), f2));
        tail = TLanes.MultiplyAdd(f2, TLanes.All(-0.5f), tail);
        var y = TLanes.MultiplyAdd(e, TLanes.All(Ln2High), TLanes.Add(f, tail));
        y = TLanes.Select(TLanes.Less(x, TLanes.All(float.PositiveInfinity)), y, x);
        y = TLanes.Select(TLanes.Less(x, TLanes.All(0)), TLanes.All(float.NaN), y);
        return TLanes.Select(TLanes.Same(x, TLanes.All(0)), TLanes.All(float.NegativeInfinity), y);
    }
}
