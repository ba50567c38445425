using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Stacked bars that grow upward: for more bars than can have a row each.</summary>
internal sealed class UpwardBars(StackedBarsData data, StackedBarsOptions options)
{
    private readonly string[] _colors = Legend.Colors(data.Sections);

    internal string Draw()
    {
        var legend = new Legend([.. data.Sections.Zip(_colors, (s, c) => (s.Name, c))], options.Width - 2 * ChartPage.Margin);
        var axis = new ValueAxis(data.Bars.Max(bar => bar.Total), options.Limit);
        var top = ChartPage.Top(options);
        var plot = new UpwardPlot(options, axis, [.. data.Bars.Select(bar => bar.Name)], top + legend.Height, options.PlotHeight);

        var document = ChartPage.Start(options, "Bars", plot.Height);
        legend.Draw(document, ChartPage.Margin, top);
        plot.DrawGrid(document);
        DrawBars(document, plot);
        plot.DrawNames(document);
        DrawLargest(document, plot);
        plot.DrawLimit(document);
        return document.Finish();
    }

    private void DrawBars(SvgDocument document, UpwardPlot plot)
    {
        // Thousands of bars are thinner than a pixel: each is drawn a pixel wide over its neighbour, so that none gets lost.
        var dense = plot.Pitch < 3;
        var width = dense ? Math.Max(plot.Pitch, 1) : Math.Min(plot.Pitch * 0.8, 36);
        document.Group(dense ? "rl-crisp" : "rl-bars");
        for (var i = 0; i < data.Bars.Count; i++)
        {
            var bar = data.Bars[i];
            var x = plot.Left + (i + 0.5) * plot.Pitch - width / 2;
            var sum = 0.0;
            for (var s = 0; s < bar.Values.Count; s++)
            {
                var value = bar.Values[s];
                sum += value;
                if (value > 0)
                {
                    document.Rect(x, plot.Y(sum), width, plot.Y(0) - plot.Y(value), _colors[s],
                        tip: ValueAxis.Tip(bar, s, data.Sections[s].Name, options.Format));
                }
            }
        }

        document.EndGroup();
    }

    private void DrawLargest(SvgDocument document, UpwardPlot plot)
    {
        var largest = 0;
        for (var i = 1; i < data.Bars.Count; i++)
        {
            if (data.Bars[i].Total > data.Bars[largest].Total)
                largest = i;
        }

        var bar = data.Bars[largest];
        if (bar.Total > 0)
            plot.DrawMark(document, plot.Left + (largest + 0.5) * plot.Pitch, bar.Total, $"largest: {bar.Name}, {options.Format(bar.Total)}");
    }
}
