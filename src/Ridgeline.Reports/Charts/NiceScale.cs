namespace Ridgeline.Reports.Charts;

/// <summary>An axis from 0 to a round number, in round steps.</summary>
/// <param name="Maximum">The value at the far end.</param>
/// <param name="Step">The distance between two ticks.</param>
internal sealed record NiceScale(double Maximum, double Step)
{
    /// <summary>The smallest round axis that covers the value with about this many steps.</summary>
    internal static NiceScale Covering(double value, int steps = 5)
    {
        if (value <= 0)
            return new(1, 1);

        var rough = value / steps;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        // Denormal values have no power of ten to divide by.
        if (power == 0)
            return new(value, value);

        var step = (rough / power) switch { <= 1 => power, <= 2 => 2 * power, <= 2.5 => 2.5 * power, <= 5 => 5 * power, _ => 10 * power };
        var maximum = Math.Ceiling(value / step - 1e-9) * step;
        // Above the largest round number that a double holds, the value itself is the only tick.
        return double.IsFinite(maximum) ? new(maximum, step) : new(value, value);
    }

    internal IEnumerable<double> Ticks
    {
        get
        {
            var count = (int)Math.Round(Maximum / Step);
            for (var i = 0; i <= count; i++)
                yield return i * Step;
        }
    }

    /// <summary>Where a value lies on an axis of this length.</summary>
    internal double At(double value, double length) => value / Maximum * length;
}
