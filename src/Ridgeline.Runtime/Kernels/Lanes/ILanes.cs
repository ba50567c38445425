namespace Ridgeline.Runtime.Kernels.Lanes;

/// <summary>
/// What a kernel may do with a vector of floats, so that it is written once and compiled for each vector width of the machine. A copy is compiled
/// for each struct that implements this, and each method below becomes one or two instructions.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Reads <see cref="Count"/> floats from any address.</summary>
    static abstract TVector Load(float* from);

    /// <summary>Writes <see cref="Count"/> floats to any address.</summary>
    static abstract void Store(float* to, TVector x);

    /// <summary>Reads the first <paramref name="count"/> floats, fewer than <see cref="Count"/>, and fills the other lanes.</summary>
    static abstract TVector LoadPart(float* from, nint count, float fill);

    /// <summary>Writes the first <paramref name="count"/> floats, fewer than <see cref="Count"/>.</summary>
    static abstract void StorePart(float* to, TVector x, nint count);

    /// <summary>Writes <see cref="Count"/> floats past the caches, to an address that a vector's bytes divide.</summary>
    static abstract void Stream(float* to, TVector x);

    /// <summary>The same value in all lanes.</summary>
    static abstract TVector All(float x);

    /// <summary>a * b + c, in one rounding where the machine has such an instruction.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a - b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>a * b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a / b.</summary>
    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>The smaller one; NaN if either is.</summary>
    static abstract TVector Min(TVector a, TVector b);

    /// <summary>The larger one; NaN if either is.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>The smaller of x and a limit; a NaN stays.</summary>
    static abstract TVector AtMost(TVector x, TVector limit);

    /// <summary>The larger one, in one instruction; anything if either is NaN.</summary>
    static abstract TVector MaxNative(TVector a, TVector b);

    /// <summary>x limited to low..high; a NaN stays.</summary>
    static abstract TVector Clamp(TVector x, TVector low, TVector high);

    /// <summary>|x|.</summary>
    static abstract TVector Abs(TVector x);

    /// <summary>√x.</summary>
    static abstract TVector Sqrt(TVector x);

    /// <summary>The largest whole number that is not above x.</summary>
    static abstract TVector Floor(TVector x);

    /// <summary>The smallest whole number that is not below x.</summary>
    static abstract TVector Ceiling(TVector x);

    /// <summary>The nearest whole number, the even one of two.</summary>
    static abstract TVector Round(TVector x);

    /// <summary>magnitude with the sign of sign.</summary>
    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>2^n for whole n in -126..127; anything for others.</summary>
    static abstract TVector PowerOfTwo(TVector n);

    /// <summary>x 2^n for whole n in -126..128 and x in ½..2.</summary>
    static abstract TVector Scale(TVector x, TVector n);

    /// <summary>Splits a positive normal x into m * 2^e with m in [√½, √2).</summary>
    static abstract TVector Split(TVector x, out TVector exponent);

    /// <summary>All bits set where a &lt; b.</summary>
    static abstract TVector Less(TVector a, TVector b);

    /// <summary>All bits set where a = b.</summary>
    static abstract TVector Same(TVector a, TVector b);

    /// <summary>chosen where the mask's bits are set, other elsewhere.</summary>
    static abstract TVector Select(TVector mask, TVector chosen, TVector other);

    /// <summary>The sum of the lanes.</summary>
    static abstract float Sum(TVector x);

    /// <summary>The largest lane.</summary>
    static abstract float Largest(TVector x);

    /// <summary>The smallest lane.</summary>
    static abstract float Smallest(TVector x);
}
