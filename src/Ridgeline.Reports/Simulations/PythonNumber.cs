using System.Globalization;

namespace Ridgeline.Reports.Simulations;

/// <summary>Numbers as Python prints them: the shortest text that reads back the same, always with a point or an exponent.</summary>
internal static class PythonNumber
{
    // Python writes an exponent from 1e16 on and below 1e-4; .NET from 1e15 on and below 1e-5.
    private const double Large = 1e16;
    private const double Small = 1e-4;

    /// <summary>The text of a float: <c>119.0</c>, <c>1e-05</c>, <c>1e+16</c>.</summary>
    public static string Float(double value)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var size = Math.Abs(value);
        if (size != 0 && size is < Small or >= Large) return Scientific(text, value);
        if (text.Contains('E', StringComparison.Ordinal)) text = ((decimal)value).ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    private static string Scientific(string text, double value)
    {
        if (!text.Contains('E', StringComparison.Ordinal)) text = value.ToString("0.################E+00", CultureInfo.InvariantCulture);
        return text.Replace("E", "e", StringComparison.Ordinal);
    }
}
