using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ridgeline.Runtime.Kernels.Lanes;

/// <summary>Eight floats: AVX2 with FMA.</summary>
internal readonly unsafe struct Lanes256 : ILanes<Vector256<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Load(float* from) => Vector256.Load(from);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(float* to, Vector256<float> x) => x.Store(to);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> LoadPart(float* from, nint count, float fill) =>
        Vector256.ConditionalSelect(First(count), Avx.MaskLoad(from, First(count)), Vector256.Create(fill));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePart(float* to, Vector256<float> x, nint count) => Avx.MaskStore(to, First(count), x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Stream(float* to, Vector256<float> x) => x.StoreAlignedNonTemporal(to);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> All(float x) => Vector256.Create(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Fused.MultiplyAdd(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => a - b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => a * b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Divide(Vector256<float> a, Vector256<float> b) => a / b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Min(Vector256<float> a, Vector256<float> b) => Vector256.Min(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Max(Vector256<float> a, Vector256<float> b) => Vector256.Max(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> AtMost(Vector256<float> x, Vector256<float> limit) => Vector256.MinNative(limit, x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> MaxNative(Vector256<float> a, Vector256<float> b) => Vector256.MaxNative(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Clamp(Vector256<float> x, Vector256<float> low, Vector256<float> high) => Vector256.MinNative(high, Vector256.MaxNative(low, x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Abs(Vector256<float> x) => Vector256.Abs(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Sqrt(Vector256<float> x) => Vector256.Sqrt(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Floor(Vector256<float> x) => Vector256.Floor(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Ceiling(Vector256<float> x) => Vector256.Ceiling(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Round(Vector256<float> x) => Vector256.Round(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> CopySign(Vector256<float> magnitude, Vector256<float> sign) => Vector256.ConditionalSelect(Vector256.Create(-0f), sign, magnitude);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> PowerOfTwo(Vector256<float> n) => Vector256.ShiftLeft(Vector256.ConvertToInt32Native(n) + Vector256.Create(127), 23).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Scale(Vector256<float> x, Vector256<float> n)
    {
        // 2^128 does not exist as a factor: two steps.
        var last = Vector256.MaxNative(n - Vector256.Create(127f), Vector256<float>.Zero);
        return x * PowerOfTwo(n - last) * PowerOfTwo(last);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Split(Vector256<float> x, out Vector256<float> exponent)
    {
        // Offsetting by the bits of √½ puts the border of the exponent there.
        var bits = x.AsInt32() - Vector256.Create(0x3f3504f3);
        var e = Vector256.ShiftRightArithmetic(bits, 23);
        exponent = Vector256.ConvertToSingle(e);
        return (x.AsInt32() - Vector256.ShiftLeft(e, 23)).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Less(Vector256<float> a, Vector256<float> b) => Vector256.LessThan(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Same(Vector256<float> a, Vector256<float> b) => Vector256.Equals(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector256<float> Select(Vector256<float> mask, Vector256<float> chosen, Vector256<float> other) => Vector256.ConditionalSelect(mask, chosen, other);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Sum(Vector256<float> x) => Vector256.Sum(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Largest(Vector256<float> x) => Lanes128.Largest(Vector128.Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Smallest(Vector256<float> x) => Lanes128.Smallest(Vector128.Min(x.GetLower(), x.GetUpper()));

    // All bits set in the lanes before count.
    [MethodImpl(Inline)]
    private static Vector256<float> First(nint count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count)).AsSingle();
}
