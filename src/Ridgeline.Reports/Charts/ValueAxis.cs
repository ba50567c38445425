namespace Ridgeline.Reports.Charts;

/// <summary>The axis of values and how a limit stands to it.</summary>
internal sealed class ValueAxis
{
    /// <summary>A limit further out than this would press the bars into nothing; it is told in words instead.</summary>
    private const double Furthest = 2.5;

    internal ValueAxis(double largest, LimitLine? limit, int steps = 5)
    {
        var shown = limit is not null && (largest <= 0 || limit.Value <= Furthest * largest);
        Scale = NiceScale.Covering(shown ? Math.Max(largest, limit!.Value) : largest, steps);
        Limit = shown ? limit : null;
        if (limit is not null && !shown)
            Beyond = $"{limit.Label} lies beyond the axis ({PlainNumber.Format(limit.Value / largest)} × the largest)";
    }

    internal NiceScale Scale { get; }

    /// <summary>The limit, where it lies on the axis.</summary>
    internal LimitLine? Limit { get; }

    /// <summary>The limit in words, where it lies beyond the axis.</summary>
    internal string? Beyond { get; }

    internal static string Tip(Bar bar, int section, string name, Func<double, string> format) =>
        $"{bar.Name}\n{name}: {format(bar.Values[section])}\nin all: {format(bar.Total)}";
}
