using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Stacked bars that grow to the right: a row a bar, the name at the left, the sum at the end.</summary>
internal sealed class RightwardBars(StackedBarsData data, StackedBarsOptions options)
{
    private const double Row = 22;
    private const double Thick = 14;
    private const double TextSize = 12;
    private const double TickSize = 11;
    private const double WidestName = 240;
    private const double AxisHeight = 26;

    private readonly string[] _colors = Legend.Colors(data.Sections);
    private readonly string[] _totals = [.. data.Bars.Select(bar => options.Format(bar.Total))];

    internal string Draw()
    {
        var legend = new Legend([.. data.Sections.Zip(_colors, (s, c) => (s.Name, c))], options.Width - 2 * ChartPage.Margin);
        var axis = new ValueAxis(data.Bars.Max(bar => bar.Total), options.Limit);
        var top = ChartPage.Top(options);
        var limitHeight = options.Limit is null ? 0 : 20.0;
        var plotTop = top + legend.Height + limitHeight;
        var bottom = plotTop + data.Bars.Count * Row;
        var names = Math.Min(Math.Min(WidestName, options.Width * 0.35), data.Bars.Max(bar => TextWidth.Of(bar.Name, TextSize)));
        var left = ChartPage.Margin + names + 10;
        var length = options.Width - ChartPage.Margin - left - 8 - _totals.Max(text => TextWidth.Of(text, TickSize));

        var document = ChartPage.Start(options, "Bars", bottom + AxisHeight + ChartPage.Margin - 8);
        legend.Draw(document, ChartPage.Margin, top);
        DrawGrid(document, axis.Scale, left, length, plotTop, bottom);
        for (var i = 0; i < data.Bars.Count; i++)
            DrawRow(document, i, names, plotTop + i * Row, left, value => axis.Scale.At(value, length));
        document.Line(left, plotTop, left, bottom, "rl-axis");
        DrawLimit(document, axis, left, length, plotTop, bottom);
        return document.Finish();
    }

    private void DrawGrid(SvgDocument document, NiceScale scale, double left, double length, double top, double bottom)
    {
        foreach (var tick in scale.Ticks)
        {
            var x = left + scale.At(tick, length);
            document.Line(x, top, x, bottom + 4, "rl-grid");
            document.Text(x, bottom + 18, options.Format(tick), "rl-tick", TextAnchor.Middle);
        }
    }

    private void DrawRow(SvgDocument document, int row, double names, double y, double left, Func<double, double> scale)
    {
        var bar = data.Bars[row];
        document.Text(left - 10, y + Row / 2 + 4, TextWidth.Fit(bar.Name, names, TextSize), "rl-label", TextAnchor.End, tip: bar.Name);
        var sum = 0.0;
        for (var i = 0; i < bar.Values.Count; i++)
        {
            var value = bar.Values[i];
            if (value > 0)
            {
                document.Rect(left + scale(sum), y + (Row - Thick) / 2, scale(value), Thick, _colors[i],
                    tip: ValueAxis.Tip(bar, i, data.Sections[i].Name, options.Format));
            }

            sum += value;
        }

        document.Text(left + scale(sum) + 6, y + Row / 2 + 4, _totals[row], "rl-tick");
    }

    private void DrawLimit(SvgDocument document, ValueAxis axis, double left, double length, double top, double bottom)
    {
        if (axis.Beyond is { } beyond)
            document.Text(options.Width - ChartPage.Margin, top - 8, beyond, "rl-limit-text", TextAnchor.End);
        if (axis.Limit is not { } limit)
            return;

        var x = left + axis.Scale.At(limit.Value, length);
        document.Line(x, top - 4, x, bottom, "rl-limit", $"{limit.Label}: {options.Format(limit.Value)}");
        var half = TextWidth.Of(limit.Label, TextSize, bold: true) / 2;
        var middle = Math.Clamp(x, ChartPage.Margin + half, Math.Max(ChartPage.Margin + half, options.Width - ChartPage.Margin - half));
        document.Text(middle, top - 8, limit.Label, "rl-limit-text", TextAnchor.Middle);
    }
}
