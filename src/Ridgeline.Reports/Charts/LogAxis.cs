namespace Ridgeline.Reports.Charts;

/// <summary>An axis on which equal factors are equal distances, between two round numbers (1, 2 or 5 times a power of ten).</summary>
/// <param name="Low">The value at the near end.</param>
/// <param name="High">The value at the far end.</param>
internal sealed record LogAxis(double Low, double High)
{
    private const double UsualDecades = 14;
    private const double FewDecades = 3.5;

    /// <summary>The axis that covers both values; one that would be too long loses its low end.</summary>
    internal static LogAxis Covering(double low, double high, double mostDecades = UsualDecades)
    {
        low = Math.Max(low, high / Math.Pow(10, mostDecades));
        return new(Round(low, -1), Round(high, 1));
    }

    /// <summary>Whether a value can stand on such an axis at all.</summary>
    internal static bool Holds(double value) => value is >= 1e-100 and <= 1e100;

    /// <summary>The round numbers; only powers of ten, or fewer, where there are many.</summary>
    internal IEnumerable<double> Ticks
    {
        get
        {
            var decades = Math.Log10(High / Low);
            var stride = decades > 9 ? (int)Math.Ceiling(decades / 9) : 1;
            double[] digits = decades < FewDecades ? [1, 2, 5] : [1];
            for (var power = (int)Math.Floor(Math.Log10(Low) + 1e-9); power <= Math.Log10(High) + 1e-9; power += stride)
            {
                foreach (var digit in digits)
                {
                    var tick = Power(power) * digit;
                    if (tick >= Low * (1 - 1e-9) && tick <= High * (1 + 1e-9))
                        yield return tick;
                }
            }
        }
    }

    /// <summary>Where a value lies on an axis of this length; values beyond the ends lie beyond the ends.</summary>
    internal double At(double value, double length) => Math.Log10(value / Low) / Math.Log10(High / Low) * length;

    private static double Round(double value, int direction)
    {
        var power = Power((int)Math.Floor(Math.Log10(value)));
        var digit = value / power;
        return power * (direction < 0
            ? digit switch { >= 5 => 5, >= 2 => 2, _ => 1 }
            : digit switch { <= 1 + 1e-9 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }

    // 1e-3 as a quotient is exact to the last digit, 10^-3 by Math.Pow need not be.
    private static double Power(int power) => power >= 0 ? Math.Pow(10, power) : 1 / Math.Pow(10, -power);
}
