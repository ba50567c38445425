namespace Ridgeline.Runtime.Operators;

/// <summary>Functions that .NET has not.</summary>
internal static class SpecialFunctions
{
    /// <summary>
    /// The error function. Up to 2.5 the Maclaurin series 2/√π Σ (-1)^n x^(2n+1)/(n! (2n+1)), beyond it 1 - erfc by Lentz's continued fraction (Numerical
    /// Recipes §6.2); both within 1e-15.
    /// </summary>
    public static double Erf(double x)
    {
        var magnitude = Math.Abs(x);
        if (double.IsNaN(x)) return x;
        if (magnitude > 6) return Math.Sign(x);
        return magnitude < 2.5 ? Series(x) : Math.Sign(x) * (1 - Tail(magnitude));
    }

    /// <summary>x Φ(x), Φ the normal distribution.</summary>
    public static double Gelu(double x) => 0.5 * x * (1 + Erf(x / Math.Sqrt(2)));

    /// <summary>x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))), its approximation.</summary>
    public static double GeluByTanh(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));

    /// <summary>1/(1+exp(-x))</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>log(1 + exp(x)), without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum) && n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    // erfc(x) = exp(-x²)/(x√π) · 1/(1 + (1/2x²)/(1 + (2/2x²)/(1 + …)))
    private static double Tail(double x)
    {
        var fraction = 1.0;
        for (var n = 60; n >= 1; n--) fraction = 1 + (n / (2 * x * x) / fraction);
        return Math.Exp(-x * x) / (x * Math.Sqrt(Math.PI) * fraction);
    }
}
