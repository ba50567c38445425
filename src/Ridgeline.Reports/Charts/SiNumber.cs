using System.Globalization;

namespace Ridgeline.Reports.Charts;

/// <summary>Writes values with a decimal prefix on either side of one: three digits, as in "12.5 µs" or "19.5 TFLOP/s".</summary>
public static class SiNumber
{
    private const int Smallest = -5;
    private const int Largest = 6;
    private static readonly string[] Prefixes = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E"];

    /// <summary>Writes one value in this unit.</summary>
    public static string Format(double value, string unit = "")
    {
        var step = value == 0 ? 0 : (int)Math.Clamp(Math.Floor(Math.Log10(Math.Abs(value)) / 3 + 1e-12), Smallest, Largest);
        var scaled = value / Math.Pow(1000, step);
        // 999.5 would round to 1000 of the smaller prefix.
        if (Math.Abs(scaled) >= 999.5 && step < Largest)
            scaled = value / Math.Pow(1000, ++step);

        var digits = Math.Abs(scaled) switch { >= 99.95 => "0", >= 9.995 => "0.#", _ => "0.##" };
        var text = scaled.ToString(digits, CultureInfo.InvariantCulture);
        var suffix = Prefixes[step - Smallest] + unit;
        return suffix.Length == 0 ? text : $"{text} {suffix}";
    }

    /// <summary>Writes a time in seconds.</summary>
    public static string Seconds(double value) => Format(value, "s");

    /// <summary>Writes a rate of floating-point operations.</summary>
    public static string FlopPerSecond(double value) => Format(value, "FLOP/s");
}
