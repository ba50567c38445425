using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>What ran when on which unit: a row a unit, a box a span, time to the right.</summary>
public static class TimelineChart
{
    private const double TextSize = 12;
    private const double InsideSize = 11;
    private const double WidestName = 200;
    private const double Thinnest = 0.5;

    /// <summary>Draws the picture as a standalone SVG; spans without duration are left out.</summary>
    /// <exception cref="ArgumentException">A time is negative or not finite, or a span is on a row that does not exist.</exception>
    public static string Draw(TimelineChartData data, TimelineChartOptions? options = null)
    {
        options ??= new();
        foreach (var span in data.Spans)
            Check(span, data.Rows.Count);
        var spans = data.Spans.Where(span => span.Duration > 0).ToArray();
        if (spans.Length == 0)
            return ChartPage.Empty(options, "Timeline");

        var colors = new CategoryColors(options.Categories, spans.Select(span => (span.Category, span.Duration)));
        var legend = new Legend(colors.Shown, options.Width - 2 * ChartPage.Margin);
        var top = ChartPage.Top(options);
        var names = Math.Min(Math.Min(WidestName, options.Width * 0.3), data.Rows.Max(name => TextWidth.Of(name, TextSize)));
        var left = ChartPage.Margin + names + 10;
        var area = new Frame(left, top + legend.Height, options.Width - ChartPage.Margin - left, data.Rows.Count * options.RowHeight);
        var end = spans.Max(span => span.End);

        var document = ChartPage.Start(options, "Timeline", area.Bottom + 26 + ChartPage.Margin - 8);
        legend.Draw(document, ChartPage.Margin, top);
        DrawGrid(document, area, end, options);
        var rows = spans.ToLookup(span => span.Row);
        for (var row = 0; row < data.Rows.Count; row++)
        {
            var y = area.Y + row * options.RowHeight;
            document.Text(left - 10, y + options.RowHeight / 2 + 4, TextWidth.Fit(data.Rows[row], names, TextSize), "rl-label", TextAnchor.End,
                tip: data.Rows[row]);
            foreach (var box in TimelineChartBoxes.Of(rows[row], Thinnest * end / area.Width))
                DrawBox(document, box, area with { Y = y + 3, Height = options.RowHeight - 6 }, end, colors[box.First.Category], options.Format);
        }

        document.Line(left, area.Y, left, area.Bottom, "rl-axis");
        return document.Finish();
    }

    private static void Check(TimelineChartSpan span, int rows)
    {
        Measured.Require(span.Start, $"The start of '{span.Name}'");
        Measured.Require(span.Duration, $"The duration of '{span.Name}'");
        Measured.Require(span.End, $"The end of '{span.Name}'");
        if (span.Row < 0 || span.Row >= rows)
            throw new ArgumentException(FormattableString.Invariant($"Span '{span.Name}' is on row {span.Row} of {rows}."));
    }

    private static void DrawGrid(SvgDocument document, Frame area, double end, TimelineChartOptions options)
    {
        foreach (var tick in NiceScale.Covering(end, 6).Ticks.Where(tick => tick <= end * (1 + 1e-9)))
        {
            var x = area.X + tick / end * area.Width;
            var text = options.Format(tick);
            var half = TextWidth.Of(text, InsideSize) / 2;
            document.Line(x, area.Y, x, area.Bottom + 4, "rl-grid");
            document.Text(Math.Min(x, options.Width - half - 4), area.Bottom + 18, text, "rl-tick", TextAnchor.Middle);
        }
    }

    private static void DrawBox(SvgDocument document, TimelineChartBox box, Frame row, double end, string color, Func<double, string> format)
    {
        var x = row.X + box.Start / end * row.Width;
        var wide = Math.Max(Thinnest, (box.End - box.Start) / end * row.Width);
        document.Rect(x, row.Y, wide, row.Height, color, tip: Tip(box, format));
        if (wide < 28)
            return;

        var text = TextWidth.Fit(box.First.Name, wide - 8, InsideSize);
        if (text.Length > 0 && box.Count == 1 && row.Height >= 14)
            document.Text(x + 4, row.Y + row.Height / 2 + 4, text, "rl-inside", fill: Rgb.Parse(color).Ink);
    }

    private static string Tip(TimelineChartBox box, Func<double, string> format)
    {
        if (box.Count > 1)
            return $"{box.First.Name} and others: {box.Count} spans\nbusy {format(box.Busy)} of {format(box.End - box.Start)}\nfrom {format(box.Start)}";
        return box.First.Tooltip.Length > 0
            ? $"{box.First.Name}\n{box.First.Tooltip}"
            : $"{box.First.Name}\n{format(box.Busy)}\nfrom {format(box.Start)} to {format(box.End)}";
    }
}
