using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ridgeline.Runtime.Kernels.Lanes;

/// <summary>Sixteen floats: AVX-512.</summary>
internal readonly unsafe struct Lanes512 : ILanes<Vector512<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Load(float* from) => Vector512.Load(from);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(float* to, Vector512<float> x) => x.Store(to);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> LoadPart(float* from, nint count, float fill) => Avx512F.MaskLoad(from, First(count), Vector512.Create(fill));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePart(float* to, Vector512<float> x, nint count) => Avx512F.MaskStore(to, First(count), x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Stream(float* to, Vector512<float> x) => x.StoreAlignedNonTemporal(to);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> All(float x) => Vector512.Create(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Fused.MultiplyAdd(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => a - b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => a * b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Divide(Vector512<float> a, Vector512<float> b) => a / b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Min(Vector512<float> a, Vector512<float> b) => Vector512.Min(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Max(Vector512<float> a, Vector512<float> b) => Vector512.Max(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> AtMost(Vector512<float> x, Vector512<float> limit) => Vector512.MinNative(limit, x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> MaxNative(Vector512<float> a, Vector512<float> b) => Vector512.MaxNative(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Clamp(Vector512<float> x, Vector512<float> low, Vector512<float> high) => Vector512.MinNative(high, Vector512.MaxNative(low, x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Abs(Vector512<float> x) => Vector512.Abs(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Sqrt(Vector512<float> x) => Vector512.Sqrt(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Floor(Vector512<float> x) => Vector512.Floor(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Ceiling(Vector512<float> x) => Vector512.Ceiling(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Round(Vector512<float> x) => Vector512.Round(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> CopySign(Vector512<float> magnitude, Vector512<float> sign) => Vector512.ConditionalSelect(Vector512.Create(-0f), sign, magnitude);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> PowerOfTwo(Vector512<float> n) => Vector512.ShiftLeft(Vector512.ConvertToInt32Native(n) + Vector512.Create(127), 23).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Scale(Vector512<float> x, Vector512<float> n) => Avx512F.Scale(x, n);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Split(Vector512<float> x, out Vector512<float> exponent)
    {
        // Offsetting by the bits of √½ puts the border of the exponent there.
        var bits = x.AsInt32() - Vector512.Create(0x3f3504f3);
        var e = Vector512.ShiftRightArithmetic(bits, 23);
        exponent = Vector512.ConvertToSingle(e);
        return (x.AsInt32() - Vector512.ShiftLeft(e, 23)).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Less(Vector512<float> a, Vector512<float> b) => Vector512.LessThan(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Same(Vector512<float> a, Vector512<float> b) => Vector512.Equals(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Select(Vector512<float> mask, Vector512<float> chosen, Vector512<float> other) => Vector512.ConditionalSelect(mask, chosen, other);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Sum(Vector512<float> x) => Vector512.Sum(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Largest(Vector512<float> x) => Lanes256.Largest(Vector256.Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Smallest(Vector512<float> x) => Lanes256.Smallest(Vector256.Min(x.GetLower(), x.GetUpper()));

    // All bits set in the lanes before count.
    [MethodImpl(Inline)]
    private static Vector512<float> First(nint count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count)).AsSingle();
}
