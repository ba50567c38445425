using System.Runtime.Intrinsics;

namespace Ridgeline.Runtime.Kernels.Conversion;

/// <summary>Half to float and back by moving bits, since .NET has no access to the machine's own instructions for it.</summary>
internal static unsafe class HalfBits
{
    /// <summary>half to float, exact.</summary>
    public static void Widen(ushort* x, float* y, nint count)
    {
        nint i = 0;
        for (; Vector128.IsHardwareAccelerated && i <= count - 8; i += 8)
        {
            var (low, high) = Vector128.Widen(Vector128.Load(x + i));
            Widen(low).Store(y + i);
            Widen(high).Store(y + i + 4);
        }
        for (; i < count; i++) y[i] = (float)BitConverter.UInt16BitsToHalf(x[i]);
    }

    /// <summary>float to half, rounded to nearest, ties to even.</summary>
    public static void Narrow(float* x, ushort* y, nint count)
    {
        nint i = 0;
        for (; Vector128.IsHardwareAccelerated && i <= count - 8; i += 8) Vector128.Narrow(Narrow(Vector128.Load(x + i)), Narrow(Vector128.Load(x + i + 4))).Store(y + i);
        for (; i < count; i++) y[i] = BitConverter.HalfToUInt16Bits((Half)x[i]);
    }

    private static Vector128<float> Widen(Vector128<uint> half)
    {
        var magnitude = half & Vector128.Create(0x7fffu);
        var sign = Vector128.ShiftLeft(half & Vector128.Create(0x8000u), 16);
        // Exponents move from bias 15 to 127 by a product with 2^112, which normalises subnormal halves on the way; ∞ and NaN get the largest exponent.
        var scaled = (Vector128.ShiftLeft(magnitude, 13).AsSingle() * Vector128.Create(5.192296858534828e33f)).AsUInt32();
        var special = Vector128.GreaterThan(magnitude, Vector128.Create(0x7bffu));
        return (Vector128.ConditionalSelect(special, Vector128.ShiftLeft(magnitude, 13) | Vector128.Create(0x7f800000u), scaled) | sign).AsSingle();
    }

    private static Vector128<uint> Narrow(Vector128<float> x)
    {
        var bits = x.AsUInt32();
        var sign = Vector128.ShiftRightLogical(bits & Vector128.Create(0x80000000u), 16);
        var magnitude = bits & Vector128.Create(0x7fffffffu);
        // Normal results: rebias and round on the 13 bits that go. Small ones: adding 1/2 lets the machine round at the right bit.
        var normal = Vector128.ShiftRightLogical(magnitude - Vector128.Create(0x38000000u) + Vector128.Create(0xfffu) + (Vector128.ShiftRightLogical(magnitude, 13) & Vector128<uint>.One), 13);
        var small = (magnitude.AsSingle() + Vector128.Create(0.5f)).AsUInt32() - Vector128.Create(0x3f000000u);
        var result = Vector128.ConditionalSelect(Vector128.LessThan(magnitude, Vector128.Create(0x38800000u)), small, normal);
        result = Vector128.ConditionalSelect(Vector128.GreaterThan(magnitude, Vector128.Create(0x477fefffu)), Vector128.Create(0x7c00u), result);
        var quiet = Vector128.Create(0x7e00u) | (Vector128.ShiftRightLogical(magnitude, 13) & Vector128.Create(0x3ffu));
        return Vector128.ConditionalSelect(Vector128.GreaterThan(magnitude, Vector128.Create(0x7f800000u)), quiet, result) | sign;
    }
}
