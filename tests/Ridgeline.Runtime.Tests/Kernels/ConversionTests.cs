using Ridgeline.Runtime.Kernels.Conversion;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Conversions of storage against the definitions, bit by bit.</summary>
public sealed unsafe class ConversionTests
{
    [Fact]
    public void All_halves_widen_exactly_and_come_back()
    {
        using var pool = new WorkerPool(2);
        var halves = Enumerable.Range(0, 65536).Select(i => BitConverter.UInt16BitsToHalf((ushort)i)).ToArray();
        var floats = new float[65536];
        var back = new Half[65536];
        fixed (Half* h = halves, b = back)
        fixed (float* f = floats)
        {
            HalfConversion.FromHalf(h, f, 65536, pool);
            HalfConversion.ToHalf(f, b, 65536, pool);
        }
        for (var i = 0; i < 65536; i++)
        {
            if (Half.IsNaN(halves[i])) Assert.True(float.IsNaN(floats[i]) && Half.IsNaN(back[i]));
            else Assert.True(floats[i] == (float)halves[i] && BitConverter.HalfToUInt16Bits(back[i]) == i, $"{i:x4}");
        }
    }

    [Fact]
    public void Floats_round_to_the_nearest_half_and_bfloat16()
    {
        const int count = 200_003;
        using var pool = new WorkerPool(2);
        var random = new Random(6);
        var x = Enumerable.Range(0, count).Select(i => i < 30 ? Edge(i) : BitConverter.Int32BitsToSingle(i % 2 == 0 ? random.Next(int.MinValue, int.MaxValue) : (random.Next(0x32000000, 0x48000000) & (i % 4 == 1 ? -1 : ~0xfff)))).ToArray();
        var halves = new Half[count];
        var brains = new ushort[count];
        var wide = new float[count];
        fixed (float* f = x, w = wide)
        fixed (Half* h = halves)
        fixed (ushort* b = brains)
        {
            HalfConversion.ToHalf(f, h, count, pool);
            HalfConversion.ToBrain(f, b, count, pool);
            HalfConversion.FromBrain(b, w, count, pool);
        }
        for (var i = 0; i < count; i++)
        {
            if (float.IsNaN(x[i]))
            {
                Assert.True(Half.IsNaN(halves[i]) && float.IsNaN(wide[i]));
                continue;
            }
            Assert.Equal(BitConverter.HalfToUInt16Bits((Half)x[i]), BitConverter.HalfToUInt16Bits(halves[i]));
            Assert.Equal(brains[i], (ushort)(BitConverter.SingleToUInt32Bits(wide[i]) >> 16));
            double below = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(x[i]) & 0xffff0000), step = Math.Abs(BitConverter.UInt32BitsToSingle((BitConverter.SingleToUInt32Bits(x[i]) & 0x7fff0000) + 0x10000) - Math.Abs(below));
            if (float.IsFinite(wide[i])) Assert.True(Math.Abs(wide[i] - (double)x[i]) <= step / 2);
        }
    }

    [Fact]
    public void Bytes_saturate_and_round_to_even()
    {
        using var pool = new WorkerPool(1);
        foreach (var signed in (bool[])[false, true])
        {
            foreach (var count in (int[])[0, 1, 7, 8, 9, 100, 1003])
            {
                using Numbers x = new(count, 1, 40), back = new(count);
                for (var i = 0; i < count; i += 5) x[i] = (i - 50) * 0.25f;
                if (count > 90) (x[3], x[4], x[90]) = (float.PositiveInfinity, -1e30f, float.NaN);
                var y = new byte[count];
                fixed (byte* p = y)
                {
                    Quantisation.Quantise(x, p, count, 0.1f, 3, signed, pool);
                    Quantisation.Dequantise(p, back, count, 0.1f, 3, signed, pool);
                }
                back.AssertGuard();
                for (var i = 0; i < count; i++)
                {
                    var expected = float.IsNaN(x[i]) ? 3 : Math.Clamp(Math.Round((double)(x[i] / 0.1f)) + 3, signed ? -128 : 0, signed ? 127 : 255);
                    var value = signed ? (int)(sbyte)y[i] : y[i];
                    Assert.Equal(expected, value);
                    Assert.Equal((value - 3) * 0.1f, back[i]);
                }
            }
        }
    }

    private static float Edge(int i) => i switch
    {
        0 => 0, 1 => -0f, 2 => 65504, 3 => 65519.99f, 4 => 65520, 5 => 1e10f, 6 => float.PositiveInfinity, 7 => float.NegativeInfinity, 8 => float.NaN, 9 => 6.1e-5f, 10 => 5.96e-8f, 11 => 2.98e-8f, 12 => 2.99e-8f,
        13 => 1e-40f, 14 => float.MaxValue, 15 => 6.097555e-05f, 16 => 2049, 17 => 2051, _ => i,
    };
}
