using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>The remainder with the sign of the divisor.</summary>
internal readonly struct Modulus : IBinary
{
    public static void Apply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = Of(a[i], b[i]);
    }

    public static void Apply<T>(ReadOnlySpan<T> a, T b, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = Of(a[i], b);
    }

    public static void Apply<T>(T a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = Of(a, b[i]);
    }

    private static T Of<T>(T a, T b)
        where T : unmanaged, INumber<T>
    {
        var remainder = a % b;
        return remainder != T.Zero && (remainder < T.Zero) != (b < T.Zero) ? remainder + b : remainder;
    }
}
