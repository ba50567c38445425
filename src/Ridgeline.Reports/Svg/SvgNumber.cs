using System.Globalization;

namespace Ridgeline.Reports.Svg;

/// <summary>How a number is written in a picture: invariant, at most two decimals, never an exponent.</summary>
public static class SvgNumber
{
    /// <summary>Writes a coordinate or length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite: no picture can show it.</exception>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A picture is drawn from finite numbers only.");

        var text = value.ToString("0.##", CultureInfo.InvariantCulture);
        // -0.001 rounds to "-0", which would make two equal pictures differ.
        return text == "-0" ? "0" : text;
    }
}
