using System.Globalization;

namespace Ridgeline.Trends;

/// <summary>Writes numbers in sentences.</summary>
internal static class TrendNumber
{
    /// <summary>Three digits; beyond a million as a power of ten.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e6 or < 1e-3 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
        >= 10_000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture) is { Length: > 5 } ? value.ToString("G3", CultureInfo.InvariantCulture)
            : value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    /// <summary>How many powers of ten lie between two numbers.</summary>
    public static string Orders(double larger, double smaller) => Math.Log10(larger / smaller).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A doubling time in months, or in years where it is long, with its interval.</summary>
    public static string Doubling(ExponentialFit fit)
    {
        if (fit.ShortestMonths is not { } low || fit.LongestMonths is not { } high) return "no trend that can be told from scatter";
        var verb = fit.Slope > 0 ? "doubles" : "halves";
        var (mid, from, to) = (Math.Abs(fit.DoublingMonths), Math.Min(Math.Abs(low), Math.Abs(high)), Math.Max(Math.Abs(low), Math.Abs(high)));
        return mid < 24 ? $"{verb} in {mid:0.0} months ({from:0.0} to {to:0.0})" : $"{verb} in {mid / 12:0.0} years ({from / 12:0.0} to {to / 12:0.0})";
    }
}
