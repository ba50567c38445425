using System.Text;

namespace Ridgeline.Reports.Svg;

/// <summary>Makes any .NET string safe to stand in XML, in text or between double quotes.</summary>
public static class SvgEscape
{
    private const char Replacement = '\uFFFD';

    /// <summary>Escapes markup and replaces what XML 1.0 cannot hold (control characters, halves of surrogate pairs) by U+FFFD.</summary>
    public static string Text(string value)
    {
        var result = new StringBuilder(value.Length + 8);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                result.Append(c).Append(value[++i]);
                continue;
            }

            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                // Written as references, because an XML reader turns bare line ends in attributes into blanks.
                '\n' => result.Append("&#10;"),
                '\t' => result.Append("&#9;"),
                '\r' => result.Append("&#13;"),
                _ => result.Append(IsXml(c) ? c : Replacement),
            };
        }

        return result.ToString();
    }

    private static bool IsXml(char c) => c >= ' ' && !char.IsSurrogate(c) && c < '\uFFFE';
}
