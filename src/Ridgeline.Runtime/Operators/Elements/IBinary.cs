using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>A function of two numbers, over spans.</summary>
internal interface IBinary
{
    /// <summary>y[i] = f(a[i], b[i])</summary>
    static abstract void Apply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>;

    /// <summary>y[i] = f(a[i], b)</summary>
    static abstract void Apply<T>(ReadOnlySpan<T> a, T b, Span<T> y)
        where T : unmanaged, INumber<T>;

    /// <summary>y[i] = f(a, b[i])</summary>
    static abstract void Apply<T>(T a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, INumber<T>;
}
