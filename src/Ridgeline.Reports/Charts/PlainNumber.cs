using System.Globalization;

namespace Ridgeline.Reports.Charts;

/// <summary>Writes values that came without a formatter: three digits and a decimal prefix, as in "12.5 M".</summary>
public static class PlainNumber
{
    private static readonly string[] Prefixes = ["", " k", " M", " G", " T", " P", " E"];

    /// <summary>Writes one value.</summary>
    public static string Format(double value)
    {
        var prefix = 0;
        // 999.5 would round to 1000 of the smaller prefix.
        while (Math.Abs(value) >= 999.5 && prefix < Prefixes.Length - 1)
        {
            value /= 1000;
            prefix++;
        }

        var digits = Math.Abs(value) switch { >= 99.95 => "0", >= 9.995 => "0.#", _ => "0.##" };
        return value.ToString(digits, CultureInfo.InvariantCulture) + Prefixes[prefix];
    }

    /// <summary>Writes a share of the whole as a percentage.</summary>
    public static string Percent(double share) => share switch
    {
        <= 0 => "0 %",
        < 0.001 => "< 0.1 %",
        >= 0.0995 => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %",
        _ => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %",
    };
}
