using System.Globalization;
using Ridgeline.Quantities;

namespace Ridgeline.Machines.Reading;

/// <summary>Reads one scalar by its kind, into base units.</summary>
internal static class ScalarReader
{
    /// <summary>Reads a text.</summary>
    /// <returns>Null if it was read, else what is wrong with it.</returns>
    public static QuantityProblem? Read(string text, KeyRule rule, out object value)
    {
        value = text;
        return rule.Kind switch
        {
            ValueKind.Text => text.Trim().Length > 0 ? null : new("it is empty", "write something, or leave the key out"),
            ValueKind.Name => IsName(text) ? null : new($"'{text}' is not a name", "use letters, digits, '-', '_' and '.'"),
            ValueKind.Choice => rule.Choices.Contains(text) ? null
                : new($"'{text}' is none of the words that '{rule.Name}' takes", ReadSession.Suggest(text, rule.Choices, "one of")),
            ValueKind.Precision => PrecisionOf(text, out value),
            ValueKind.Tile => TileOf(text, out value),
            ValueKind.Whole => Plain(text, whole: true, out value),
            ValueKind.Number => Plain(text, whole: false, out value),
            ValueKind.Size => Quantity.TryParse<Bytes>(text, out var size, out var problem) ? Keep(size.Value, out value) : problem,
            ValueKind.Share => Quantity.TryParse<Ratio>(text, out var share, out var problem) ? Keep(share.Value, out value) : problem,
            ValueKind.Bandwidth => Quantity.TryParse<BytesPerSecond>(text, out var rate, out var problem) ? Keep(rate.Value, out value) : problem,
            ValueKind.Rate => Quantity.TryParse<FlopPerSecond>(text, out var rate, out var problem) ? Keep(rate.Value, out value) : problem,
            ValueKind.Frequency => Quantity.TryParse<Hertz>(text, out var clock, out var problem) ? Keep(clock.Value, out value) : problem,
            ValueKind.Time => Quantity.TryParse<Seconds>(text, out var time, out var problem) ? Keep(time.Value, out value) : problem,
            ValueKind.Energy => Quantity.TryParse<Joules>(text, out var energy, out var problem) ? Keep(energy.Value, out value) : problem,
            ValueKind.Power => Quantity.TryParse<Watts>(text, out var power, out var problem) ? Keep(power.Value, out value) : problem,
            ValueKind.EnergyPerByte => PerByte(text, out value),
            ValueKind.Length => WithUnit(text, "a length", [("nm", 1e-9), ("um", 1e-6), ("µm", 1e-6), ("mm", 1e-3)], out value),
            ValueKind.Area => WithUnit(text, "an area", [("mm2", 1), ("mm²", 1), ("cm2", 100)], out value),
            ValueKind.Money => WithUnit(text, "an amount of money", [("USD", 1)], out value),
            _ => new($"'{text}' stands where a mapping or a list is expected", null),
        };
    }

    private static QuantityProblem? Keep(object read, out object value)
    {
        value = read;
        return null;
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static QuantityProblem? PrecisionOf(string text, out object value)
    {
        var precision = Precision.Find(text);
        value = precision ?? default;
        return precision is not null ? null : new($"'{text}' is not a precision",
            ReadSession.Suggest(text.Split('/')[0], NumberFormats.Names, "one of, or two with a slash for factors and sum"));
    }

    private static QuantityProblem? TileOf(string text, out object value)
    {
        var parts = text.Split('x').Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        value = parts.Length == 3 ? (parts[0], parts[1], parts[2]) : default((int, int, int));
        return parts.Length == 3 && parts.All(p => p > 0) ? null : new($"'{text}' is not a tile", "write MxNxK, such as 16x8x16");
    }

    private static QuantityProblem? Plain(string text, bool whole, out object value)
    {
        var read = TryNumber(text, out var number);
        value = number;
        if (!read) return new($"'{text}' is not a number", "write digits alone, such as 12, 25,557,032 or 2e9: this has no unit");
        return whole && (number != Math.Floor(number) || Math.Abs(number) > 1L << 53) ? new($"'{text}' is not a whole number", null) : null;
    }

    private static bool TryNumber(string text, out double number)
        => double.TryParse(text.Trim(), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static QuantityProblem? PerByte(string text, out object value)
    {
        value = 0d;
        var trimmed = text.TrimEnd();
        var bits = trimmed.EndsWith("/bit", StringComparison.Ordinal);
        if (!bits && !trimmed.EndsWith("/B", StringComparison.Ordinal))
            return new($"'{text}' is not an energy a byte", "write an energy a byte such as '31.8 pJ/B', or a bit such as '3.97 pJ/bit'");
        if (!Quantity.TryParse<Joules>(trimmed.AsSpan(0, trimmed.LastIndexOf('/')), out var energy, out var problem)) return problem;
        value = energy.Value * (bits ? 8 : 1);
        return null;
    }

    private static QuantityProblem? WithUnit(string text, string noun, (string Symbol, double Factor)[] units, out object value)
    {
        value = 0d;
        var understood = "units understood: " + string.Join(", ", units.Select(u => u.Symbol).Where(s => s.All(char.IsAscii)));
        var trimmed = text.Trim();
        foreach (var (symbol, factor) in units)
        {
            if (!trimmed.EndsWith(symbol, StringComparison.Ordinal)) continue;
            if (!TryNumber(trimmed[..^symbol.Length], out var number)) break;
            value = number * factor;
            return null;
        }

        return TryNumber(trimmed, out _) ? new($"'{text}' is not {noun}: the unit is missing", understood) : new($"'{text}' is not {noun}", understood);
    }
}
