namespace Ridgeline.Quantities;

/// <summary>Arithmetic that stops instead of going on with an infinity or a NaN.</summary>
internal static class FiniteMath
{
    /// <summary>An argument, if it is a number.</summary>
    public static double Argument(double value, string name)
        => double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "A finite number is needed.");

    /// <summary>A result, if it fits a double.</summary>
    public static double Result(double value)
        => double.IsFinite(value) ? value : throw new OverflowException("The result is beyond the range of a double.");

    public static double Divide(double dividend, double divisor)
        => divisor == 0 ? throw new DivideByZeroException() : Result(dividend / divisor);

    /// <summary>A count times a factor, still as a double, rounded to the nearest whole number.</summary>
    public static double Scale(double count, double factor)
        => factor >= 0 && double.IsFinite(factor)
            ? Math.Round(count * factor, MidpointRounding.ToEven)
            : throw new ArgumentOutOfRangeException(nameof(factor), factor, "A finite factor of zero or more is needed.");
}
