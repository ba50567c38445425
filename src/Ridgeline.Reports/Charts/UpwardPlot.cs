using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>The frame of pictures whose values grow upward: grid, value axis, sparse names below, limit.</summary>
internal sealed class UpwardPlot
{
    private const double TickSize = 11;
    private const double Turn = -50;
    private const double WidestName = 130;
    private const double NameDistance = 14.5;

    /// <summary>Once names must be left out, the rest need not crowd.</summary>
    private const double ThinnedDistance = 30;

    /// <summary>Room above the plot for two lines of labels: one for the largest value, one for the limit.</summary>
    private const double Headroom = 40;

    private readonly ChartOptions _options;
    private readonly IReadOnlyList<string> _names;

    internal UpwardPlot(ChartOptions options, ValueAxis axis, IReadOnlyList<string> names, double top, double height)
    {
        (_options, Axis, _names) = (options, axis, names);
        Top = top + Headroom;
        Bottom = Top + height;
        Left = ChartPage.Margin + axis.Scale.Ticks.Max(tick => TextWidth.Of(options.Format(tick), TickSize)) + 8;
        // A turned name reaches out to the left of its mark; the first must not leave the paper.
        Left = Math.Max(Left, Math.Min(ChartPage.Margin + 64, options.Width * 0.2));
        Length = options.Width - ChartPage.Margin - Left;
        var longest = names.Max(name => Math.Min(WidestName, TextWidth.Of(name, TickSize)));
        Height = Bottom + 14 + longest * Math.Sin(-Turn * Math.PI / 180) + ChartPage.Margin;
    }

    internal ValueAxis Axis { get; }

    internal double Left { get; }

    internal double Length { get; }

    internal double Top { get; }

    internal double Bottom { get; }

    /// <summary>The height of the whole picture.</summary>
    internal double Height { get; }

    internal double Pitch => Length / _names.Count;

    internal double Y(double value) => Bottom - Axis.Scale.At(value, Bottom - Top);

    internal void DrawGrid(SvgDocument document)
    {
        foreach (var tick in Axis.Scale.Ticks)
        {
            document.Line(Left, Y(tick), Left + Length, Y(tick), tick > 0 ? "rl-grid" : "rl-axis");
            document.Text(Left - 8, Y(tick) + 4, _options.Format(tick), "rl-tick", TextAnchor.End);
        }
    }

    internal void DrawNames(SvgDocument document)
    {
        var stride = Pitch >= NameDistance ? 1 : (int)Math.Ceiling(ThinnedDistance / Pitch);
        for (var i = 0; i < _names.Count; i += stride)
        {
            var x = Left + (i + 0.5) * Pitch;
            // The room to the left of the first names is less than a long name needs.
            var room = Math.Min(WidestName, (x - 6) / Math.Cos(-Turn * Math.PI / 180));
            document.Line(x, Bottom, x, Bottom + 4, "rl-axis");
            document.Text(x + 3, Bottom + 14, TextWidth.Fit(_names[i], room, TickSize), "rl-tick", TextAnchor.End, turn: Turn, tip: _names[i]);
        }
    }

    /// <summary>Marks one value by a dotted line up to a label above the plot.</summary>
    internal void DrawMark(SvgDocument document, double x, double value, string label)
    {
        document.Line(x, Y(value), x, Top - 22, "rl-peak", label);
        document.Circle(x, Y(value), 3.5, "rl-dot", label);
        var text = TextWidth.Fit(label, Length, 12, bold: true);
        var half = TextWidth.Of(text, 12, bold: true) / 2;
        var middle = Math.Clamp(x, Left + half, Math.Max(Left + half, Left + Length - half));
        document.Text(middle, Top - 27, text, "rl-halo", TextAnchor.Middle);
    }

    internal void DrawLimit(SvgDocument document)
    {
        if (Axis.Beyond is { } beyond)
            document.Text(Left + Length, Top - 8, beyond, "rl-limit-text", TextAnchor.End);
        if (Axis.Limit is not { } limit)
            return;

        document.Line(Left, Y(limit.Value), Left + Length, Y(limit.Value), "rl-limit", $"{limit.Label}: {_options.Format(limit.Value)}");
        document.Text(Left + Length, Y(limit.Value) - 6, limit.Label, "rl-limit-text", TextAnchor.End);
    }
}
