using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ridgeline.Runtime.Kernels.Lanes;

/// <summary>Four floats: Arm NEON, and x86 without AVX2.</summary>
internal readonly unsafe struct Lanes128 : ILanes<Vector128<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Load(float* from) => Vector128.Load(from);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(float* to, Vector128<float> x) => x.Store(to);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> LoadPart(float* from, nint count, float fill) =>
        Vector128.Create(count > 0 ? from[0] : fill, count > 1 ? from[1] : fill, count > 2 ? from[2] : fill, fill);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePart(float* to, Vector128<float> x, nint count)
    {
        if (count > 0) to[0] = x.ToScalar();
        if (count > 1) to[1] = x.GetElement(1);
        if (count > 2) to[2] = x.GetElement(2);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Stream(float* to, Vector128<float> x) => x.StoreAlignedNonTemporal(to);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> All(float x) => Vector128.Create(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Fused.MultiplyAdd(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Divide(Vector128<float> a, Vector128<float> b) => a / b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Min(Vector128<float> a, Vector128<float> b) => Vector128.Min(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Max(Vector128<float> a, Vector128<float> b) => Vector128.Max(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> AtMost(Vector128<float> x, Vector128<float> limit) => Vector128.MinNative(limit, x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> MaxNative(Vector128<float> a, Vector128<float> b) => Vector128.MaxNative(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Clamp(Vector128<float> x, Vector128<float> low, Vector128<float> high) => Vector128.MinNative(high, Vector128.MaxNative(low, x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Abs(Vector128<float> x) => Vector128.Abs(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Sqrt(Vector128<float> x) => Vector128.Sqrt(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Floor(Vector128<float> x) => Vector128.Floor(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Ceiling(Vector128<float> x) => Vector128.Ceiling(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Round(Vector128<float> x) => Vector128.Round(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> CopySign(Vector128<float> magnitude, Vector128<float> sign) => Vector128.ConditionalSelect(Vector128.Create(-0f), sign, magnitude);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> PowerOfTwo(Vector128<float> n) => Vector128.ShiftLeft(Vector128.ConvertToInt32Native(n) + Vector128.Create(127), 23).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Scale(Vector128<float> x, Vector128<float> n)
    {
        // 2^128 does not exist as a factor: two steps.
        var last = Vector128.MaxNative(n - Vector128.Create(127f), Vector128<float>.Zero);
        return x * PowerOfTwo(n - last) * PowerOfTwo(last);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Split(Vector128<float> x, out Vector128<float> exponent)
    {
        // Offsetting by the bits of √½ puts the border of the exponent there.
        var bits = x.AsInt32() - Vector128.Create(0x3f3504f3);
        var e = Vector128.ShiftRightArithmetic(bits, 23);
        exponent = Vector128.ConvertToSingle(e);
        return (x.AsInt32() - Vector128.ShiftLeft(e, 23)).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Less(Vector128<float> a, Vector128<float> b) => Vector128.LessThan(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Same(Vector128<float> a, Vector128<float> b) => Vector128.Equals(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector128<float> Select(Vector128<float> mask, Vector128<float> chosen, Vector128<float> other) => Vector128.ConditionalSelect(mask, chosen, other);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Sum(Vector128<float> x) => Vector128.Sum(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Largest(Vector128<float> x)
    {
        x = Vector128.Max(x, Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Max(x, Vector128.Shuffle(x, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Smallest(Vector128<float> x)
    {
        x = Vector128.Min(x, Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Min(x, Vector128.Shuffle(x, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
