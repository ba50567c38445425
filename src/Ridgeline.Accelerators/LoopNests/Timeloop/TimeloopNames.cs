using System.Globalization;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Takes Timeloop's names apart.</summary>
internal static class TimeloopNames
{
    /// <summary>The last part of a name such as <c>system.chip.Buffer[1..16]</c>, and how many there are of it.</summary>
    public static (string Name, long Count) Component(string text)
    {
        // A path carries brackets on its way too: what counts is the last part.
        var dot = LastDot(text);
        var part = text[(dot + 1)..];
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0) return (part, 1);
        var ends = part[(bracket + 1)..].TrimEnd(']').Split("..");
        var count = 1L;
        if (ends.Length == 2 && long.TryParse(ends[0], CultureInfo.InvariantCulture, out var first)
            && long.TryParse(ends[1], CultureInfo.InvariantCulture, out var last)) count = Math.Max(1, last - first + 1);
        return (part[..bracket], count);
    }

    /// <summary>Factors such as <c>R=3,P=16</c>, <c>R3 P16</c> or a list of them; the sign <c>&lt;=</c> marks an upper bound.</summary>
    public static IEnumerable<(string Dimension, string Sign, string Number)> Factors(string text)
    {
        foreach (var part in text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = part.IndexOfAny(['=', '<', '>']);
            if (sign >= 0)
            {
                var number = part.LastIndexOf('=') is >= 0 and var at ? at + 1 : sign + 1;
                yield return (part[..sign], part[sign..number], part[number..]);
                continue;
            }
            var digits = part.Length;
            while (digits > 0 && char.IsAsciiDigit(part[digits - 1])) digits--;
            yield return (part[..digits], "=", part[digits..]);
        }
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
