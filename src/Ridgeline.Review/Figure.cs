using System.Globalization;

namespace Ridgeline.Review;

/// <summary>Numbers in sentences.</summary>
internal static class Figure
{
    /// <summary>Three digits: <c>3.14</c>, <c>1,234</c>.</summary>
    public static string Of(double value) => value.ToString(Math.Abs(value) >= 1000 ? "N0" : "G3", CultureInfo.InvariantCulture);

    /// <summary>Three digits and a prefix, before a unit: <c>3.35 T</c>.</summary>
    public static string Short(double value)
    {
        const string Prefixes = "pnum kMGTPE";
        var thousands = value == 0 ? 0 : (int)Math.Clamp(Math.Floor(Math.Log10(Math.Abs(value) * 1.0005) / 3), -4, 6);
        var prefix = Prefixes[thousands + 4];
        return $"{(value / Math.Pow(1000, thousands)).ToString("G3", CultureInfo.InvariantCulture)} {(prefix == ' ' ? "" : prefix)}";
    }

    /// <summary>A share: <c>42 %</c>.</summary>
    public static string Percent(double share) => $"{(share * 100).ToString(share < 0.0095 ? "0.0" : "0", CultureInfo.InvariantCulture)} %";

    /// <summary>The geometric mean of numbers above zero; 0 of none.</summary>
    public static double GeometricMean(IEnumerable<double> values)
    {
        var logs = values.Select(v => Math.Log(Math.Max(v, double.Epsilon))).ToList();
        return logs.Count == 0 ? 0 : Math.Exp(logs.Average());
    }
}
