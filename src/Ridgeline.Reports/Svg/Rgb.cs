using System.Globalization;

namespace Ridgeline.Reports.Svg;

/// <summary>A colour in sRGB.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>A little above where WCAG's contrast is equal (0.18), because white reads better on saturated orange than it says.</summary>
    private const double InkThreshold = 0.24;

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    /// <exception cref="FormatException">The text is not of this form.</exception>
    public static Rgb Parse(string text)
    {
        if (text.Length == 7 && text[0] == '#'
            && uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
            return new((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits);
        throw new FormatException($"'{text}' is not a colour: write it as #rrggbb.");
    }

    /// <summary>The relative luminance as WCAG defines it, 0 (black) to 1 (white).</summary>
    public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    /// <summary>The colour of text on this one.</summary>
    public string Ink => Luminance > InkThreshold ? "#111827" : "#ffffff";

    /// <summary>The colour part of the way to another.</summary>
    public Rgb Toward(Rgb other, double part) =>
        new(Between(Red, other.Red, part), Between(Green, other.Green, part), Between(Blue, other.Blue, part));

    /// <summary>Writes <c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private static byte Between(byte from, byte to, double part) => (byte)Math.Round(from + (to - from) * Math.Clamp(part, 0, 1));

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
