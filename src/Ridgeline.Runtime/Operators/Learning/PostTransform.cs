namespace Ridgeline.Runtime.Operators;

/// <summary>What is made of a classifier's scores: nothing, softmax (of all or of those that are not 0), the logistic function, probit.</summary>
internal static class PostTransform
{
    private const int Softmax = 1;
    private const int Logistic = 2;
    private const int SoftmaxOfNonZero = 3;
    private const int Probit = 4;

    /// <summary>Transforms one row in place.</summary>
    public static void Apply(Span<float> row, long kind)
    {
        switch (kind)
        {
            case Softmax or SoftmaxOfNonZero:
                Normalize(row, kind == SoftmaxOfNonZero);
                break;
            case Logistic:
                for (var i = 0; i < row.Length; i++) row[i] = (float)SpecialFunctions.Sigmoid(row[i]);
                break;
            case Probit:
                for (var i = 0; i < row.Length; i++) row[i] = (float)(Math.Sqrt(2) * InverseErf((2.0 * row[i]) - 1));
                break;
            default:
                break;
        }
    }

    private static void Normalize(Span<float> row, bool keepsZero)
    {
        var (most, sum) = (float.NegativeInfinity, 0.0);
        foreach (var value in row) most = Math.Max(most, value);
        foreach (ref var value in row)
        {
            value = keepsZero && value == 0 ? 0 : MathF.Exp(value - most);
            sum += value;
        }
        foreach (ref var value in row) value = (float)(value / sum);
    }

    // Newton's method on erf from a start of 0, whose steps cannot overshoot into the flat ends.
    private static double InverseErf(double y)
    {
        if (Math.Abs(y) >= 1) return y > 0 ? double.PositiveInfinity : y < 0 ? double.NegativeInfinity : 0;
        var x = 0.0;
        for (var i = 0; i < 200; i++)
        {
            var step = (SpecialFunctions.Erf(x) - y) / (2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x));
            x -= Math.Clamp(step, -0.5, 0.5);
            if (Math.Abs(step) < 1e-14) break;
        }
        return x;
    }
}
