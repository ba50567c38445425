using System.Globalization;
using Ridgeline.Quantities;

namespace Ridgeline.Reports.Tables;

/// <summary>One entry of a table: for people, and for machines.</summary>
/// <param name="Text">Short, with a unit.</param>
/// <param name="Raw">Exact, in SI base units, without one.</param>
public readonly record struct Cell(string Text, string Raw)
{
    /// <summary>Nothing is known, or nothing applies.</summary>
    public static readonly Cell None = new("-", "");

    /// <summary>A text.</summary>
    public static Cell Of(string text) => new(text, text);

    /// <summary>A count, with thousands separated.</summary>
    public static Cell Of(Int128 count) => new(count.ToString("N0", CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture));

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
}
