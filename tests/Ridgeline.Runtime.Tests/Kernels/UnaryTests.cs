using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Each function at each vector width against its definition in double, within the error it states.</summary>
public sealed unsafe class UnaryTests
{
    private const double SmallestNormal = 1.17549435e-38;

    // Function, parameters, range, units in the last place, absolute error.
    private static readonly (UnaryKind Kind, float Alpha, float Beta, double Low, double High, double Ulps, double Absolute)[] s_claims =
    [
        (UnaryKind.Copy, 0, 0, -9, 9, 0, 0), (UnaryKind.Exp, 0, 0, -87.3, 88.7, 1, 0), (UnaryKind.Exp, 0, 0, -1, 1, 1, 0), (UnaryKind.Log, 0, 0, 0, 5, 2, 0),
        (UnaryKind.Log, 0, 0, 0.9, 1.1, 2, 0), (UnaryKind.Log, 0, 0, 0, 3e38, 2, 0), (UnaryKind.Sqrt, 0, 0, 0, 9, 0.5, 0), (UnaryKind.Reciprocal, 0, 0, -9, 9, 0.5, 0),
        (UnaryKind.Abs, 0, 0, -9, 9, 0, 0), (UnaryKind.Neg, 0, 0, -9, 9, 0, 0), (UnaryKind.Square, 0, 0, -9, 9, 0.5, 0), (UnaryKind.Cube, 0, 0, -9, 9, 1.5, 0), (UnaryKind.Floor, 0, 0, -9, 9, 0, 0),
        (UnaryKind.Ceil, 0, 0, -9, 9, 0, 0), (UnaryKind.Round, 0, 0, -9, 9, 0, 0), (UnaryKind.Sign, 0, 0, -9, 9, 0, 0), (UnaryKind.Linear, 0.5f, 3, -9, 9, 1, 0),
        (UnaryKind.Relu, 0, 0, -9, 9, 0, 0), (UnaryKind.Clip, -1, 2, -9, 9, 0, 0), (UnaryKind.LeakyRelu, 0.01f, 0, -9, 9, 0.5, 0), (UnaryKind.ThresholdedRelu, 1.5f, 0, -9, 9, 0, 0),
        (UnaryKind.Elu, 1.5f, 1, -30, 9, 4, 0), (UnaryKind.Elu, 2, 0.5f, -1, 1, 4, 0), (UnaryKind.Selu, 1.67326319f, 1.05070102f, -9, 9, 5, 0), (UnaryKind.Sigmoid, 0, 0, -86, 86, 4, 0),
        (UnaryKind.HardSigmoid, 0.2f, 0.5f, -9, 9, 1, 1e-7), (UnaryKind.HardSwish, 1 / 6f, 0.5f, -9, 9, 1, 1e-6), (UnaryKind.Erf, 0, 0, -6, 6, 4, 0), (UnaryKind.Erf, 0, 0, -1e-3, 1e-3, 4, 0),
        (UnaryKind.Gelu, 0, 0, -8, 8, 1, 1e-6), (UnaryKind.Softsign, 0, 0, -9, 9, 1, 0), (UnaryKind.Tanh, 0, 0, -12, 12, 4, 0), (UnaryKind.Tanh, 0, 0, -1e-3, 1e-3, 4, 0),
        (UnaryKind.GeluTanh, 0, 0, -8, 8, 1, 1.6e-6), (UnaryKind.Silu, 1, 0, -80, 80, 5, 0), (UnaryKind.Silu, 1.702f, 0, -9, 9, 8, 0), (UnaryKind.Softplus, 0, 0, -80, 80, 4, 1.2e-7),
        (UnaryKind.Mish, 0, 0, -20, 20, 8, 0),
    ];

    public static TheoryData<int> Widths => [.. VectorWidth.Usable];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Stated_errors_hold(int width)
    {
        const int count = 40_003;
        using var x = new Numbers(count);
        using var y = new Numbers(count);
        foreach (var (kind, alpha, beta, low, high, ulps, absolute) in s_claims)
        {
            for (var i = 0; i < count; i++) x[i] = (float)(low + ((high - low) * i / (count - 1)));
            UnaryKernels.Of(kind, width)(x, y, count, alpha, beta);
            for (var i = 0; i < count; i++)
            {
                var truth = UnaryTwin.Of(kind, x[i], alpha, beta);
                var ulp = Math.Max(Math.Abs(truth), SmallestNormal) * Math.Pow(2, -23);
                Assert.True(Math.Abs(y[i] - truth) <= (ulps * ulp) + absolute || y[i] == truth, $"{kind} {width}: f({x[i]:R}) = {y[i]:R}, not {truth:R}: {Math.Abs(y[i] - truth) / ulp:F1} ulp");
            }
            y.AssertGuard();
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_length_in_place_and_beside(int width)
    {
        foreach (var kind in Enum.GetValues<UnaryKind>())
        {
            var code = UnaryKernels.Of(kind, width);
            for (var count = 0; count <= 70; count++)
            {
                using Numbers x = new(count, count + 1), y = new(count);
                code(x, y, count, 0.5f, 1);
                code(x, x, count, 0.5f, 1);
                x.AssertGuard();
                y.AssertGuard();
                for (var i = 0; i < count; i++) Assert.Equal(BitConverter.SingleToInt32Bits(x[i]), BitConverter.SingleToInt32Bits(y[i]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void NaN_stays_NaN_and_limits_are_limits(int width)
    {
        using Numbers x = new(16), y = new(16);
        foreach (var kind in Enum.GetValues<UnaryKind>())
        {
            if (kind is UnaryKind.ThresholdedRelu or UnaryKind.LeakyRelu) continue;
            x.Span.Fill(float.NaN);
            UnaryKernels.Of(kind, width)(x, y, 16, 0.5f, 1);
            Assert.True(float.IsNaN(y[0]) && float.IsNaN(y[15]), $"{kind} of NaN is {y[0]}");
        }
        Assert.Equal([0, float.PositiveInfinity, float.PositiveInfinity, 0], At(UnaryKind.Exp, width, float.NegativeInfinity, float.PositiveInfinity, 89, -88));
        Assert.Equal([float.NegativeInfinity, float.PositiveInfinity, float.NaN, -103.27893f], At(UnaryKind.Log, width, 0, float.PositiveInfinity, -1, 1e-45f));
        Assert.Equal([-1, 1, -1, 1], At(UnaryKind.Tanh, width, float.NegativeInfinity, float.PositiveInfinity, -50, 50));
        Assert.Equal([-1, 1, -1, 1], At(UnaryKind.Erf, width, float.NegativeInfinity, float.PositiveInfinity, -5, 5));
        Assert.Equal([1, 0.5f, 1, 0.5f], At(UnaryKind.Sigmoid, width, float.PositiveInfinity, 0, 100, -0f));
        Assert.Equal([0, 0, 3e38f, 0], At(UnaryKind.Relu, width, float.NegativeInfinity, -1, 3e38f, -0f));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Exponentials_make_no_subnormal_numbers(int width)
    {
        using Numbers x = new(4096), y = new(4096);
        for (var i = 0; i < 4096; i++) x[i] = -80 - (i / 128f);
        foreach (var kind in (UnaryKind[])[UnaryKind.Exp, UnaryKind.Sigmoid])
        {
            UnaryKernels.Of(kind, width)(x, y, 4096, 1, 1);
            Assert.All(y.Span.ToArray(), v => Assert.False(float.IsSubnormal(v)));
        }
    }

    [Fact]
    public void A_long_run_is_the_same_on_any_number_of_threads()
    {
        const int count = 100_001;
        using Numbers x = new(count, 1, 5), one = new(count), three = new(count);
        using WorkerPool single = new(1), several = new(3);
        Unary.Run(new(UnaryKind.Gelu), x, one, count, single);
        Unary.Run(new(UnaryKind.Gelu), x, three, count, several);
        Assert.True(one.Span.SequenceEqual(three.Span));
    }

    private static float[] At(UnaryKind kind, int width, params float[] arguments)
    {
        using Numbers x = new(arguments.Length), y = new(arguments.Length);
        arguments.CopyTo(x.Span);
        UnaryKernels.Of(kind, width)(x, y, arguments.Length, 0, 0);
        return y.Span.ToArray();
    }
}
