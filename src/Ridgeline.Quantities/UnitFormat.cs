using System.Globalization;
using System.Numerics;
using Ridgeline.Diagnostics;

namespace Ridgeline.Quantities;

/// <summary>Number, prefix and unit, both ways, for all quantities.</summary>
internal static class UnitFormat
{
    private const int SignificantDigits = 4;

    /// <summary>Reads <c>number [unit]</c> into base units, or says what is wrong.</summary>
    public static QuantityProblem? Read(ReadOnlySpan<char> text, UnitTable units, out ExactNumber number)
    {
        text = text.Trim();
        if (!ExactNumber.TryRead(text, out number, out var length))
            return Problem(text, units, "it does not start with a number such as 12, 1.5, 25,557,032 or 2e9", units.Understood);

        var symbol = text[length..].TrimStart();
        if (units.TryFind(symbol, out var unit))
        {
            number = number.In(unit);
            return null;
        }

        if (symbol.IsEmpty) return Problem(text, units, "the unit is missing", units.Understood);
        var word = symbol.ToString();
        var closest = Suggestion.Closest(word, units.Symbols);
        var hint = closest is null ? units.Understood : $"did you mean '{text[..length]} {closest}'? {units.Understood}";
        return Problem(text, units, $"the unit '{word}' is not known", hint);
    }

    /// <summary>Says why a text is not the quantity.</summary>
    public static QuantityProblem Problem(ReadOnlySpan<char> text, UnitTable units, string why, string? hint)
        => new($"'{text}' is not {units.Noun}: {why}", hint);

    /// <summary>Prints a value of base units by a format string; see <see cref="IQuantity{TSelf}"/>.</summary>
    public static string Print(double value, string raw, UnitTable units, string? format) => format switch
    {
        // A ratio near the end of a double's range has no percentage.
        null or "" => Short(value, units.Printed) ?? Exact(raw, units),
        "R" or "G" => Exact(raw, units),
        "B" when units.Binary.Length > 0 => Short(value, units.Binary) ?? Exact(raw, units),
        _ => throw new FormatException($"The format '{format}' is not understood; write none, 'R' or 'G', or 'B' for bytes."),
    };

    /// <summary>Narrows a number to a whole one within a range.</summary>
    /// <returns>Null if it fits, else why not.</returns>
    public static QuantityProblem? ReadCount(ExactNumber number, BigInteger max, UnitTable units, out BigInteger count)
    {
        count = number.ToWhole() ?? BigInteger.MinusOne;
        var symbol = units.BaseSymbol;
        if (number.ToWhole() is null)
            return new($"it is not a whole number of {symbol}", $"the smallest step is 1 {symbol}");
        return count.Sign < 0 || count > max
            ? new($"it is outside 0 to {max} {symbol}", null) { OutOfRange = true }
            : null;
    }

    /// <summary>Narrows a number to a finite double.</summary>
    /// <returns>Null if it fits, else why not.</returns>
    public static QuantityProblem? ReadReal(ExactNumber number, out double value)
    {
        value = number.ToDouble();
        return double.IsFinite(value) ? null : new("it is beyond the range of a double", null) { OutOfRange = true };
    }

    /// <summary>The shortest digits that read back as the same double.</summary>
    public static string Raw(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Exact(string raw, UnitTable units) => units.BaseSymbol.Length == 0 ? raw : $"{raw} {units.BaseSymbol}";

    private static string? Short(double value, Unit[] units)
    {
        if (value == 0) return Number(0) + " " + (Array.Find(units, u => u.Exponent == 0 && u.Factor.IsOne).Symbol ?? units[0].Symbol);
        var best = 0;
        for (var i = 1; i < units.Length; i++)
        {
            // Rounded first, so that 999,990 bytes are 1 MB and not 1000 kB.
            if (RoundedToDigits(Math.Abs(units[i].FromBase(value))) >= 1) best = i;
        }

        var scaled = units[best].FromBase(value);
        return double.IsFinite(RoundedToDigits(scaled)) ? Number(scaled) + " " + units[best].Symbol : null;
    }

    private static double RoundedToDigits(double value)
        => double.Parse(value.ToString($"E{SignificantDigits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Number(double value)
    {
        var rounded = RoundedToDigits(value);
        var format = Math.Abs(rounded) is >= 1e4 and < 1e15 ? "#,0" : "G" + SignificantDigits;
        return rounded.ToString(format, CultureInfo.InvariantCulture);
    }
}
