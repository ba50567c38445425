using System.Globalization;

namespace Ridgeline.Reports.Svg;

/// <summary>Estimates how wide text will be, without a font at hand.</summary>
/// <remarks>The widths are those of a wide sans-serif, so that text fits with any font the viewer happens to have.</remarks>
public static class TextWidth
{
    private const double Bold = 1.09;
    private const string Ellipsis = "…";

    /// <summary>The width in pixels of a text at a font size.</summary>
    public static double Of(string text, double size, bool bold = false)
    {
        var ems = 0.0;
        foreach (var rune in text.EnumerateRunes())
            ems += rune.IsAscii ? Ascii((char)rune.Value) : Beyond(rune.Value);
        return ems * size * (bold ? Bold : 1);
    }

    /// <summary>The text itself where it fits, else its beginning and end around an ellipsis: names often differ at the end.</summary>
    public static string Fit(string text, double width, double size, bool bold = false)
    {
        if (Of(text, size, bold) <= width)
            return text;

        var letters = StringInfo.ParseCombiningCharacters(text);
        // Keeps `kept` letters; halving finds the longest that fits, also for names of thousands of letters.
        var (low, high) = (0, letters.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Of(Shorten(text, letters, middle), size, bold) <= width)
                low = middle;
            else
                high = middle - 1;
        }

        return low == 0 ? "" : Shorten(text, letters, low);
    }

    private static string Shorten(string text, int[] letters, int kept)
    {
        var head = (kept + 1) / 2;
        var tail = kept - head;
        var headEnd = head < letters.Length ? letters[head] : text.Length;
        var tailStart = tail == 0 ? text.Length : letters[^tail];
        return string.Concat(text.AsSpan(0, headEnd), Ellipsis, text.AsSpan(tailStart));
    }

    private static double Ascii(char c) => c switch
    {
        'i' or 'j' or 'l' or '\'' or '|' => 0.30,
        ' ' or '.' or ',' or ':' or ';' or 'I' => 0.33,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '-' or '/' or '\\' or '!' => 0.41,
        'm' or 'M' or 'W' or '@' => 0.98,
        '%' => 0.95,
        'w' or 'O' or 'Q' or 'G' or 'D' or 'H' or 'N' or 'U' or '+' or '<' or '>' or '=' or '#' or '~' => 0.82,
        >= 'A' and <= 'Z' => 0.70,
        'c' or 'k' or 's' or 'v' or 'x' or 'y' or 'z' => 0.58,
        _ => 0.64,
    };

    // East Asian letters and emoji are as wide as high.
    private static double Beyond(int code) => code >= 0x1100 && code is not (>= 0x2000 and <= 0x2BFF) ? 1.0 : 0.75;
}
