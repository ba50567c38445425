using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Ridgeline.Quantities;

/// <summary>A decimal number without rounding: <c>Digits * 10^Exponent</c>.</summary>
internal readonly record struct ExactNumber(BigInteger Digits, int Exponent)
{
    // Beyond a double's range in either direction; keeps hostile text from asking for a number of a gigabyte.
    private const int MaxExponent = 400;
    private const int MaxLength = 400;

    private static readonly SearchValues<char> WholeCharacters = SearchValues.Create("0123456789_,");

    public ExactNumber In(Unit unit) => new(Digits * unit.Factor, Exponent + unit.Exponent);

    /// <summary>The whole number, or null if there is a fraction left.</summary>
    public BigInteger? ToWhole()
    {
        if (Exponent >= 0) return Digits * BigInteger.Pow(10, Exponent);
        var whole = BigInteger.DivRem(Digits, BigInteger.Pow(10, -Exponent), out var rest);
        return rest.IsZero ? whole : null;
    }

    /// <summary>The nearest double, infinite beyond its range.</summary>
    public double ToDouble()
        => double.Parse(string.Create(CultureInfo.InvariantCulture, $"{Digits}E{Exponent}"), CultureInfo.InvariantCulture);

    /// <summary>Reads the number that a text starts with.</summary>
    /// <param name="text">Text without leading white space.</param>
    /// <param name="number">What was read.</param>
    /// <param name="length">How many characters it took.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out ExactNumber number, out int length)
    {
        number = default;
        length = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var negative = length == 1 && text[0] == '-';

        var whole = WholeLength(text[length..]);
        var digits = text.Slice(length, whole).ToString();
        if (whole > 0 && !GroupsAreSound(digits)) return false;
        length += whole;

        var fraction = 0;
        if (length < text.Length && text[length] == '.')
        {
            fraction = DigitsLength(text[(length + 1)..]);
            if (fraction == 0) return false;
            digits += text.Slice(length + 1, fraction).ToString();
            length += 1 + fraction;
        }

        if (digits.Length is 0 or > MaxLength || !TryReadExponent(text[length..], out var exponent, out var used)) return false;
        length += used;
        var value = BigInteger.Parse(digits.Replace("_", "").Replace(",", ""), NumberStyles.None, CultureInfo.InvariantCulture);
        number = new ExactNumber(negative ? -value : value, exponent - fraction);
        return true;
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out int exponent, out int used)
    {
        exponent = used = 0;
        if (text.Length < 2 || text[0] is not ('e' or 'E')) return true;
        var sign = text[1] is '+' or '-' ? 1 : 0;
        var digits = DigitsLength(text[(1 + sign)..]);
        // An E without digits is the prefix exa: "1EB".
        if (digits == 0) return sign == 0;
        used = 1 + sign + digits;
        return int.TryParse(text[1..used], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && exponent is >= -MaxExponent and <= MaxExponent;
    }

    private static int DigitsLength(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }

    private static int WholeLength(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(WholeCharacters);
        return length < 0 ? text.Length : length;
    }

    private static bool GroupsAreSound(string digits)
    {
        if (!char.IsAsciiDigit(digits[0]) || !char.IsAsciiDigit(digits[^1]) || digits.Contains("__", StringComparison.Ordinal)) return false;
        if (!digits.Contains(',', StringComparison.Ordinal)) return true;

        // Commas in threes only, so that a decimal comma ("3,35 TB/s") is refused and not read as 335.
        var groups = digits.Split(',');
        return groups[0].Length is >= 1 and <= 3
            && groups.Skip(1).All(g => g.Length == 3)
            && !digits.Contains('_', StringComparison.Ordinal);
    }
}
