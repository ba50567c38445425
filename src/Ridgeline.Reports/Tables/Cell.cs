using System.Globalization;
using Ridgeline.Quantities;

namespace Ridgeline.Reports.Tables;

/// <summary>One entry of a table: for people, and for machines.</summary>
/// <param name="Text">Short, with a unit.</param>
/// <param name="Raw">Exact, in SI base units, without one.</param>
public readonly record struct Cell(string Text, string Raw)
{
    // Up to here the exact number is short enough for any window.
    private const double LeastBrief = 1e5;

    /// <summary>Nothing is known, or nothing applies.</summary>
    public static readonly Cell None = new("-", "");

    /// <summary>Empty for people and machines: a sum that would mean nothing.</summary>
    public static readonly Cell Blank = new("", "");

    /// <summary>Not known.</summary>
    public static readonly Cell Unknown = new("?", "");

    private readonly string? _brief;

    /// <summary>The text where there is little room: a long count with a prefix, such as 145.3 G.</summary>
    public string Brief
    {
        get => _brief ?? Text;
        init => _brief = value;
    }

    /// <summary>A text.</summary>
    public static Cell Of(string text) => new(text, text);

    /// <summary>A count, with thousands separated.</summary>
    public static Cell Of(Int128 count) =>
        new(count.ToString("N0", CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)) { Brief = Prefixed(count) };

    /// <summary>A size.</summary>
    public static Cell Of(Bytes? size) => size is { } known ? new(known.ToString(), known.Value.ToString(CultureInfo.InvariantCulture)) : None;

    /// <summary>A count of operations.</summary>
    public static Cell Of(FlopCount? count) => count is { } known ? Of(known.Value) : None;

    /// <summary>A share.</summary>
    public static Cell Of(Ratio? share) => share is { } known ? new(known.ToString(), known.Value.ToString("R", CultureInfo.InvariantCulture)) : None;

    /// <summary>A real number with three significant digits.</summary>
    public static Cell Of(double? number) => number is { } known
        ? new(known.ToString(known is >= 1000 or < -1000 ? "N0" : "G3", CultureInfo.InvariantCulture), known.ToString("R", CultureInfo.InvariantCulture))
        : None;

    private static string Prefixed(Int128 count)
    {
        var scaled = (double)count;
        if (Math.Abs(scaled) < LeastBrief) return count.ToString("N0", CultureInfo.InvariantCulture);
        var prefix = -1;
        for (; Math.Abs(scaled) >= 999.95 && prefix < 5; prefix++) scaled /= 1000;
        return $"{scaled.ToString("G4", CultureInfo.InvariantCulture)} {"kMGTPE"[prefix]}";
    }
}
