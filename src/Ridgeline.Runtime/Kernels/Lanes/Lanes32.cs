using System.Runtime.CompilerServices;

namespace Ridgeline.Runtime.Kernels.Lanes;

/// <summary>One float: a machine without vectors, or vectors switched off.</summary>
internal readonly unsafe struct Lanes32 : ILanes<float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Load(float* from) => *from;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(float* to, float x) => *to = x;

    /// <inheritdoc/>
    public static float LoadPart(float* from, nint count, float fill) => fill;

    /// <inheritdoc/>
    public static void StorePart(float* to, float x, nint count)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Stream(float* to, float x) => *to = x;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float All(float x) => x;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float MultiplyAdd(float a, float b, float c) => (a * b) + c;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Add(float a, float b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Subtract(float a, float b) => a - b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Multiply(float a, float b) => a * b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Divide(float a, float b) => a / b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Min(float a, float b) => MathF.Min(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Max(float a, float b) => MathF.Max(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float AtMost(float x, float limit) => x > limit ? limit : x;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float MaxNative(float a, float b) => a > b ? a : b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Clamp(float x, float low, float high) => MathF.Min(MathF.Max(x, low), high);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Abs(float x) => MathF.Abs(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Floor(float x) => MathF.Floor(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Ceiling(float x) => MathF.Ceiling(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Round(float x) => MathF.Round(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float CopySign(float magnitude, float sign) => MathF.CopySign(magnitude, sign);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float PowerOfTwo(float n) => BitConverter.Int32BitsToSingle(((int)n + 127) << 23);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Scale(float x, float n)
    {
        // 2^128 does not exist as a factor: two steps.
        var last = Math.Max(n - 127, 0);
        return x * PowerOfTwo(n - last) * PowerOfTwo(last);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Split(float x, out float exponent)
    {
        var e = (BitConverter.SingleToInt32Bits(x) - 0x3f3504f3) >> 23;
        exponent = e;
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) - (e << 23));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Less(float a, float b) => BitConverter.Int32BitsToSingle(a < b ? -1 : 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Same(float a, float b) => BitConverter.Int32BitsToSingle(a == b ? -1 : 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Select(float mask, float chosen, float other) => BitConverter.SingleToInt32Bits(mask) != 0 ? chosen : other;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Sum(float x) => x;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Largest(float x) => x;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Smallest(float x) => x;
}
