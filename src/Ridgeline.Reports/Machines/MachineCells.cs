using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Machines;

/// <summary>Numbers of machines as cells.</summary>
internal static class MachineCells
{
    public static Cell Of(FlopPerSecond? rate) => rate is { } known ? new(known.ToString(), Raw(known.Value)) : Cell.None;

    /// <summary>Operations of integers are not called FLOP.</summary>
    public static Cell Of(FlopPerSecond? rate, NumberFormat format)
        => Of(rate) is var cell && format.IsInteger() ? cell with { Text = cell.Text.Replace("FLOP/s", "OP/s", StringComparison.Ordinal) } : cell;

    public static Cell Of(BytesPerSecond? rate) => rate is { } known ? new(known.ToString(), Raw(known.Value)) : Cell.None;

    public static Cell Of(Seconds? time) => time is { } known ? new(known.ToString(), Raw(known.Value)) : Cell.None;

    public static Cell Of(Watts? power) => power is { } known ? new(known.ToString(), Raw(known.Value)) : Cell.None;

    public static Cell Of(Joules? energy) => energy is { } known ? new(known.ToString(), Raw(known.Value)) : Cell.None;

    public static Cell Of(Hertz? clock) => clock is { } known ? new(known.ToString(), Raw(known.Value)) : Cell.None;

    public static Cell Year(int year) => Cell.Of(year.ToString(CultureInfo.InvariantCulture));

    /// <summary>A size on the chip, in powers of two as its makers say it.</summary>
    public static Cell OnChip(Bytes? size) => size is { } known ? new(known.ToString("B"), known.Value.ToString(CultureInfo.InvariantCulture)) : Cell.None;

    /// <summary>A part of a size; nothing if there is nothing to divide by.</summary>
    public static Cell Share(Bytes size, double parts)
    {
        if (parts <= 0 || size.Value == 0) return Cell.None;
        var part = size.Value / parts;
        return new(new Bytes((long)Math.Round(part)).ToString("B"), Raw(part));
    }

    private static string Raw(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
