using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Integer;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Products and convolutions of bytes: the sums are exact, at the extremes too.</summary>
public sealed unsafe class IntegerTests
{
    public static TheoryData<string> Kernels => [.. IntegerKernels.All.Where(k => k.IsSupported).Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Sums_are_exact(string kernel)
    {
        foreach (var (m, n, k) in ((int, int, int)[])[(1, 1, 1), (1, 16, 4), (2, 15, 3), (3, 17, 5), (4, 33, 63), (5, 8, 64), (6, 16, 65), (7, 40, 130), (1, 16, 44), (2, 31, 28), (3, 16, 8), (12, 64, 132), (5, 17, 20), (13, 100, 31), (300, 50, 70), (1, 300, 900)])
        {
            foreach (var aSigned in (bool[])[false, true])
            {
                foreach (var bSigned in (bool[])[false, true]) Check(kernel, m, n, k, aSigned, bSigned, extremes: m == 6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Convolutions_are_exact(string kernel)
    {
        var random = new Random(4);
        for (var trial = 0; trial < 40; trial++)
        {
            var groups = 1 + (trial % 2);
            Extent input = new(1, random.Next(5, 12), random.Next(5, 12)), size = new(1, random.Next(1, 4), random.Next(1, 4)), stride = new(1, random.Next(1, 3), random.Next(1, 3)), pad = new(0, random.Next(0, 2), random.Next(0, 2));
            var output = new Extent(
                1, ConvolutionShape.OutputSize(input.Height, size.Height, stride.Height, 1, 2 * pad.Height), ConvolutionShape.OutputSize(input.Width, size.Width, stride.Width, 1, 2 * pad.Width));
            Convolve(kernel, new(2, groups * random.Next(1, 20), groups * random.Next(1, 40), input, output, size, stride, Extent.One, pad, groups), trial % 3 == 0, trial % 4 < 2);
        }
    }

    // Each number of channels, also those that no vector divides.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_filter_or_a_window_for_each_channel(bool signed)
    {
        using var pool = new WorkerPool(2);
        for (var channels = 1; channels < 80; channels++)
        {
            var (kernel, stride) = (1 + (channels % 3), 1 + (channels % 2));
            Extent input = new(1, 7, 6), size = new(1, kernel, kernel), pad = new(0, kernel / 2, kernel / 2);
            var output = new Extent(1, ConvolutionShape.OutputSize(7, kernel, stride, 1, 2 * pad.Height), ConvolutionShape.OutputSize(6, kernel, stride, 1, 2 * pad.Width));
            var shape = new ConvolutionShape(2, channels, channels, input, output, size, new(1, stride, stride), Extent.One, pad, channels);
            var (x, w, zeros) = (Bytes(2 * 42 * channels, channels), Bytes(channels * kernel * kernel, 3), Enumerable.Range(0, channels).Select(c => (c % 5) - 2).ToArray());
            var sums = new int[shape.Rows * channels];
            var greatest = new byte[sums.Length];
            fixed (byte* px = x, pw = w, pg = greatest)
            fixed (int* pz = zeros, ps = sums)
            {
                using var filters = new DepthwiseBytes(pw, shape, true, pz);
                using var outside = IntegerConvolution.Outside(shape, 9);
                using var lowest = BytePool.Outside(shape, signed);
                filters.Run(shape, px, channels, outside, new() { AZero = 9, ASigned = signed, Integers = ps, Stride = channels }, pool);
                BytePool.Run(shape, px, pg, signed, lowest, pool);
            }
            for (var i = 0; i < sums.Length; i++)
            {
                int c = i % channels, pixel = i / channels, ox = pixel % output.Width, oy = pixel / output.Width % output.Height, n = pixel / output.Count;
                var (sum, most) = (0, int.MinValue);
                for (var tap = 0; tap < kernel * kernel; tap++)
                {
                    int ix = (ox * stride) - pad.Width + (tap % kernel), iy = (oy * stride) - pad.Height + (tap / kernel);
                    if (ix < 0 || ix >= 6 || iy < 0 || iy >= 7) continue;
                    var value = x[(((((n * 7) + iy) * 6) + ix) * channels) + c];
                    int number = signed ? (sbyte)value : (int)value;
                    sum += (number - 9) * ((sbyte)w[(c * kernel * kernel) + tap] - zeros[c]);
                    most = Math.Max(most, number);
                }
                Assert.Equal(sum, sums[i]);
                Assert.Equal((byte)most, greatest[i]);
            }
        }
    }

    [Fact]
    public void Quantised_and_scaled_results()
    {
        const int m = 9, n = 37, k = 50;
        using var pool = new WorkerPool(2);
        var (a, b) = (Bytes(m * k, 1), Bytes(k * n, 2));
        using Numbers scales = new(n, 3, 0.01), bias = new(n, 4), floats = new(m * n);
        int[] sums = Sums(a, b, m, n, k, true, false, 7, 100), integerBias = [.. Enumerable.Range(0, n).Select(i => (i * 1000) - 9000)];
        var quantised = new byte[m * n];
        using var packed = new PackedBytes(1, k, n, false);
        fixed (byte* pa = a, pb = b, pq = quantised)
        fixed (int* pi = integerBias)
        {
            packed.Fill(0, pb, n, 1);
            foreach (var signed in (bool[])[false, true])
            {
                var output = new IntegerOutput { AZero = 7, ASigned = true, BZero = 100, Bias = pi, Scales = scales, Quantised = pq, Signed = signed, Zero = 5, Stride = n };
                IntegerGemm.Run(pa, k, m, packed, output, pool);
                for (var i = 0; i < m * n; i++)
                {
                    var y = (int)Math.Clamp(MathF.Round((sums[i] + integerBias[i % n]) * scales[i % n]) + 5, signed ? -128 : 0, signed ? 127 : 255);
                    Assert.Equal(y, signed ? (sbyte)quantised[i] : quantised[i]);
                }
            }
            IntegerGemm.Run(pa, k, m, packed, new() { AZero = 7, ASigned = true, BZero = 100, Scale = 0.001f, FloatBias = bias, Activation = new(UnaryKind.Tanh), Floats = floats, Stride = n }, pool);
        }
        for (var i = 0; i < m * n; i++) Assert.Equal(Math.Tanh((sums[i] * 0.001f) + bias[i % n]), floats[i], 1e-6);
    }

    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static int Value(byte b, bool signed) => signed ? (sbyte)b : b;

    private static int[] Sums(byte[] a, byte[] b, int m, int n, int k, bool aSigned, bool bSigned, int aZero, int bZero) =>
        [.. Enumerable.Range(0, m * n).Select(i => Enumerable.Range(0, k).Sum(p => (Value(a[(i / n * k) + p], aSigned) - aZero) * (Value(b[(p * n) + (i % n)], bSigned) - bZero)))];

    private static void Check(string kernel, int m, int n, int k, bool aSigned, bool bSigned, bool extremes)
    {
        using var pool = new WorkerPool(2);
        var (a, b) = (Bytes(m * k, 1), Bytes(k * n, 2));
        if (extremes)
        {
            // The largest products, which saturating instructions get wrong.
            Array.Fill(a, aSigned ? (byte)127 : (byte)255);
            Array.Fill(b, bSigned ? (byte)128 : (byte)0);
        }
        int aZero = extremes ? 0 : aSigned ? -3 : 130, bZero = bSigned ? 0 : 117;
        var sums = new int[m * n];
        using var packed = new PackedBytes(1, k, n, bSigned);
        fixed (byte* pa = a, pb = b)
        fixed (int* ps = sums)
        {
            packed.Fill(0, pb, n, 1);
            IntegerGemm.Run(pa, k, m, packed, new() { AZero = aZero, ASigned = aSigned, BZero = bZero, Integers = ps, Stride = n }, pool, IntegerKernels.All.Single(x => x.Name == kernel));
        }
        Assert.Equal(Sums(a, b, m, n, k, aSigned, bSigned, aZero, bZero), sums);
    }

    private static void Convolve(string kernel, ConvolutionShape s, bool aSigned, bool bSigned)
    {
        using var pool = new WorkerPool(2);
        int taps = s.Kernel.Count, aZero = aSigned ? -5 : 9;
        var (x, w) = (Bytes(s.Batch * s.Input.Count * s.Channels, 1), Bytes(s.Filters * s.GroupChannels * taps, 2));
        int[] y = new int[s.Rows * s.Filters], zeros = [.. Enumerable.Range(0, s.GroupFilters).Select(i => i % 7)];
        using var outside = IntegerConvolution.Outside(s, (byte)aZero);
        fixed (byte* px = x, pw = w)
        fixed (int* py = y, pz = zeros)
        {
            for (var group = 0; group < s.Groups; group++)
            {
                using var filters = IntegerConvolution.Pack(pw, s, group, bSigned);
                var output = new IntegerOutput { AZero = aZero, ASigned = aSigned, BZeros = pz, Integers = py + (group * s.GroupFilters), Stride = s.Filters };
                IntegerConvolution.Run(s, group, px, s.Channels, filters, outside, output, pool, IntegerKernels.All.Single(k => k.Name == kernel));
            }
        }
        for (var row = 0; row < s.Rows; row++)
        {
            for (var f = 0; f < s.Filters; f++)
            {
                int ox = row % s.Output.Width, oy = row / s.Output.Width % s.Output.Height, n = row / s.Output.Count, group = f / s.GroupFilters, sum = 0;
                for (var tap = 0; tap < taps; tap++)
                {
                    int ix = (ox * s.Stride.Width) - s.Pad.Width + (tap % s.Kernel.Width), iy = (oy * s.Stride.Height) - s.Pad.Height + (tap / s.Kernel.Width);
                    if (ix < 0 || iy < 0 || ix >= s.Input.Width || iy >= s.Input.Height) continue;
                    for (var c = 0; c < s.GroupChannels; c++)
                    {
                        sum += (Value(x[((((n * s.Input.Height) + iy) * s.Input.Width) + ix) * s.Channels + (group * s.GroupChannels) + c], aSigned) - aZero)
                            * (Value(w[(((f * s.GroupChannels) + c) * taps) + tap], bSigned) - zeros[f % s.GroupFilters]);
                    }
                }
                Assert.Equal(sum, y[(row * s.Filters) + f]);
            }
        }
    }
}
