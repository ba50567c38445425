using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>The functions of one number as their definitions say, in double.</summary>
internal static class UnaryTwin
{
    public static double Of(UnaryKind kind, double x, double alpha, double beta) => kind switch
    {
        UnaryKind.Copy => x,
        UnaryKind.Exp => Math.Exp(x),
        UnaryKind.Log => Math.Log(x),
        UnaryKind.Sqrt => Math.Sqrt(x),
        UnaryKind.Reciprocal => 1 / x,
        UnaryKind.Abs => Math.Abs(x),
        UnaryKind.Neg => -x,
        UnaryKind.Square => x * x,
        UnaryKind.Cube => x * x * x,
        UnaryKind.Floor => Math.Floor(x),
        UnaryKind.Ceil => Math.Ceiling(x),
        UnaryKind.Round => Math.Round(x),
        UnaryKind.Sign => double.IsNaN(x) ? x : Math.Sign(x),
        UnaryKind.Linear => (alpha * x) + beta,
        UnaryKind.Relu => Math.Max(x, 0),
        UnaryKind.Clip => double.IsNaN(x) ? x : Math.Min(Math.Max(x, alpha), beta),
        UnaryKind.LeakyRelu => x < 0 ? alpha * x : x,
        UnaryKind.ThresholdedRelu => x > alpha ? x : 0,
        UnaryKind.Elu => x < 0 ? alpha * ExpMinusOne(x * beta) : x,
        UnaryKind.Selu => beta * (x < 0 ? alpha * ExpMinusOne(x) : x),
        UnaryKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        UnaryKind.HardSigmoid => Math.Clamp((alpha * x) + beta, 0, 1),
        UnaryKind.HardSwish => x * Math.Clamp((alpha * x) + beta, 0, 1),
        UnaryKind.Erf => Erf(x),
        UnaryKind.Gelu => x / 2 * (1 + Erf(x / Math.Sqrt(2))),
        UnaryKind.Softsign => x / (1 + Math.Abs(x)),
        UnaryKind.Tanh => Math.Tanh(x),
        UnaryKind.GeluTanh => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        UnaryKind.Silu => x / (1 + Math.Exp(-alpha * x)),
        UnaryKind.Softplus => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))),
        UnaryKind.Mish => x * Math.Tanh(Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>erf by its series below 3, by the continued fraction of erfc above.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x)) return x;
        var z = Math.Abs(x);
        if (z > 6) return Math.Sign(x);
        if (z < 3)
        {
            double term = x, sum = x;
            for (var n = 1; n < 120; n++)
            {
                term *= -x * x / n;
                sum += term / ((2 * n) + 1);
            }
            return 2 / Math.Sqrt(Math.PI) * sum;
        }
        var fraction = z;
        for (var n = 60; n >= 1; n--) fraction = z + (n / 2.0 / fraction);
        return Math.Sign(x) * (1 - (Math.Exp(-z * z) / Math.Sqrt(Math.PI) / fraction));
    }

    private static double ExpMinusOne(double x) => Math.Abs(x) < 1e-4 ? x + (x * x / 2) + (x * x * x / 6) : Math.Exp(x) - 1;

    private static double LogOnePlus(double x) => x < 1e-4 ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x);
}
