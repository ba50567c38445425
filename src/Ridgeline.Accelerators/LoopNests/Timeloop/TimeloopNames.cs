using System.Globalization;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Takes Timeloop's names apart.</summary>
internal static class TimeloopNames
{
    /// <summary>The last part of a name such as <c>system.chip.Buffer[1..16]</c>, and how many there are of it; null if the range is none.</summary>
    public static (string Name, long? Count) Component(string text)
    {
        // A path carries brackets on its way too: what counts is the last part.
        var dot = LastDot(text);
        var part = text[(dot + 1)..];
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? (part, 1) : (part[..bracket], Count(part[(bracket + 1)..].TrimEnd(']').Split("..")));
    }

    private static long? Count(string[] ends)
    {
        if (!int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first)) return null;
        if (ends.Length == 1) return 1;
        return ends.Length == 2 && int.TryParse(ends[1], CultureInfo.InvariantCulture, out var last) && last >= first ? (long)last - first + 1 : null;
    }

    /// <summary>
    /// Factors such as <c>R=3,P=16</c>, <c>R3 P16</c> or a list of them; the sign <c>&lt;=</c> marks an upper bound, and a second number (<c>P=4,3</c>)
    /// what the factor is the last time.
    /// </summary>
    public static IEnumerable<(string Dimension, string Sign, string Number)> Factors(string text)
    {
        foreach (var part in Parts(text))
        {
            var sign = part.IndexOfAny(['=', '<', '>']);
            if (sign >= 0)
            {
                var number = part.LastIndexOf('=') is >= 0 and var at ? at + 1 : sign + 1;
                yield return (part[..sign], part[sign..number], part[number..]);
                continue;
            }
            var digits = part.Length;
            while (digits > 0 && (char.IsAsciiDigit(part[digits - 1]) || part[digits - 1] == ',')) digits--;
            yield return (part[..digits], "=", part[digits..]);
        }
    }

    // A number after a comma is what is left of the factor before it: P=4,3.
    private static IEnumerable<string> Parts(string text)
    {
        var last = "";
        foreach (var part in text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (char.IsAsciiDigit(part[0]) && last.Length > 0 && char.IsAsciiDigit(last[^1]) && !last.Contains(',', StringComparison.Ordinal)) last += "," + part;
            else
            {
                if (last.Length > 0) yield return last;
                last = part;
            }
        }
        if (last.Length > 0) yield return last;
    }

    private static int LastDot(string text)
    {
        for (var at = text.Length - 1; at >= 0; at--)
        {
            if (text[at] == '.' && (at == 0 || text[at - 1] != '.') && (at + 1 >= text.Length || text[at + 1] != '.')) return at;
        }
        return -1;
    }
}
