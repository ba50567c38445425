using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>A function of the bits of two integers.</summary>
internal interface IBits
{
    /// <summary>f(a, b)</summary>
    static abstract T Of<T>(T a, T b)
        where T : unmanaged, IBinaryInteger<T>;
}
