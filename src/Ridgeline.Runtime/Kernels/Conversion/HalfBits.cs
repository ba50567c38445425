using System.Numerics;

namespace Ridgeline.Runtime.Kernels.Conversion;

/// <summary>Half to float and back by moving bits, since .NET has no access to the machine's own instructions for it.</summary>
internal static unsafe class HalfBits
{
    /// <summary>half to float, exact.</summary>
    public static void Widen(ushort* x, float* y, nint count)
    {
        nint i = 0;
        for (; Vector.IsHardwareAccelerated && i <= count - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(Vector.Load(x + i), out var low, out var high);
            Widen(low).Store(y + i);
            Widen(high).Store(y + i + Vector<float>.Count);
        }
        for (; i < count; i++) y[i] = (float)BitConverter.UInt16BitsToHalf(x[i]);
    }

    /// <summary>float to half, rounded to nearest, ties to even.</summary>
    public static void Narrow(float* x, ushort* y, nint count)
    {
        nint i = 0;
        for (; Vector.IsHardwareAccelerated && i <= count - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Narrow(Narrow(Vector.Load(x + i)), Narrow(Vector.Load(x + i + Vector<float>.Count))).Store(y + i);
        }
        for (; i < count; i++) y[i] = BitConverter.HalfToUInt16Bits((Half)x[i]);
    }

    private static Vector<float> Widen(Vector<uint> half)
    {
        var magnitude = half & new Vector<uint>(0x7fff);
        var sign = Vector.ShiftLeft(half & new Vector<uint>(0x8000), 16);
        // Exponents move from bias 15 to 127 by a product with 2^112, which normalises subnormal halves on the way; ∞ and NaN get the largest exponent.
        var bits = Vector.ShiftLeft(magnitude, 13);
        var scaled = (bits.As<uint, float>() * new Vector<float>(5.192296858534828e33f)).As<float, uint>();
        var special = Vector.GreaterThan(magnitude, new Vector<uint>(0x7bff));
        return (Vector.ConditionalSelect(special, bits | new Vector<uint>(0x7f800000), scaled) | sign).As<uint, float>();
    }

    private static Vector<uint> Narrow(Vector<float> x)
    {
        var bits = x.As<float, uint>();
        var sign = Vector.ShiftRightLogical(bits & new Vector<uint>(0x80000000), 16);
        var magnitude = bits & new Vector<uint>(0x7fffffff);
        var kept = Vector.ShiftRightLogical(magnitude, 13);
        // Normal results: rebias and round on the 13 bits that go. Small ones: adding 1/2 lets the machine round at the right bit.
        var normal = Vector.ShiftRightLogical(magnitude - new Vector<uint>(0x38000000 - 0xfff) + (kept & Vector<uint>.One), 13);
        var small = (magnitude.As<uint, float>() + new Vector<float>(0.5f)).As<float, uint>() - new Vector<uint>(0x3f000000);
        var result = Vector.ConditionalSelect(Vector.LessThan(magnitude, new Vector<uint>(0x38800000)), small, normal);
        result = Vector.ConditionalSelect(Vector.GreaterThan(magnitude, new Vector<uint>(0x477fefff)), new Vector<uint>(0x7c00), result);
        var quiet = new Vector<uint>(0x7e00) | (kept & new Vector<uint>(0x3ff));
        return Vector.ConditionalSelect(Vector.GreaterThan(magnitude, new Vector<uint>(0x7f800000)), quiet, result) | sign;
    }
}
