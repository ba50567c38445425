using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Points over two axes, with curves and bands: growth over the years, or predicted against measured.</summary>
public static class Scatter
{
    private const double Radius = 3.2;
    private const double TickSize = 11;

    /// <summary>Draws the picture as a standalone SVG; what has no place on a logarithmic axis is counted in a note.</summary>
    public static string Draw(IReadOnlyList<ScatterSeries> series, ScatterOptions? options = null)
    {
        options ??= new();
        bool Fits(double x, double y) => ScatterAxis.Holds(x, options.IsLogAcross) && ScatterAxis.Holds(y, options.IsLogUp);
        var shown = series.Select(s => s with { Points = [.. s.Points.Where(p => Fits(p.X, p.Y))], Curve = [.. s.Curve.Where(p => Fits(p.X, p.Y))] }).ToArray();
        var points = shown.SelectMany(s => s.Points.Concat(s.Curve)).ToArray();
        if (points.Length == 0) return ChartPage.Empty(options, "Scatter plot");

        double[] x = [.. points.Select(p => p.X)], y = [.. points.Select(p => p.Y)];
        if (options.IsParity) x = y = [.. x, .. y];
        var (across, up) = (new ScatterAxis(x, options.IsLogAcross), new ScatterAxis(y, options.IsLogUp));
        var skipped = series.Sum(s => s.Points.Count) - shown.Sum(s => s.Points.Count);

        var legend = new Legend([.. shown.Select((s, i) => (s.Name, Palette.Category(i))).Where(e => e.Name.Length > 0)], options.Width - 2 * ChartPage.Margin);
        var top = ChartPage.Top(options);
        var left = ChartPage.Margin + up.Ticks.Max(tick => TextWidth.Of(options.Format(tick), TickSize)) + 8;
        var area = new Frame(left, top + legend.Height + 8, options.Width - ChartPage.Margin - left, options.PlotHeight);
        var document = ChartPage.Start(options, "Scatter plot", area.Bottom + (options.Across.Length > 0 ? 44 : 28) + (skipped > 0 ? 18 : 0));
        legend.Draw(document, ChartPage.Margin, top);
        DrawGrid(document, area, across, up, options);
        var plot = new ScatterPlot(area, across, up, document);
        if (options.IsParity) plot.Curve([new(across.Low, across.Low), new(across.High, across.High)], Palette.Rest);
        for (var i = 0; i < shown.Length; i++) plot.Band(shown[i].Band, Palette.Category(i));
        for (var i = 0; i < shown.Length; i++)
        {
            foreach (var point in shown[i].Points) plot.Point(point, Radius, Palette.Category(i), Tip(shown[i], point, options));
            plot.Curve(shown[i].Curve, Palette.Category(i));
        }

        if (skipped > 0) document.Text(area.X, area.Bottom + 54, $"not shown, because without a positive value: {skipped}", "rl-note");
        return document.Finish();
    }

    private static string Tip(ScatterSeries series, ScatterPoint point, ScatterOptions options) =>
        $"{(point.Name.Length > 0 ? point.Name : series.Name)}\n{options.FormatAcross(point.X)}: {options.Format(point.Y)}";

    private static void DrawGrid(SvgDocument document, Frame area, ScatterAxis across, ScatterAxis up, ScatterOptions options)
    {
        foreach (var tick in across.Ticks)
        {
            var x = area.X + across.At(tick, area.Width);
            document.Line(x, area.Y, x, area.Bottom + 4, "rl-grid");
            var text = options.FormatAcross(tick);
            document.Text(Math.Min(x, options.Width - TextWidth.Of(text, TickSize) / 2 - 4), area.Bottom + 17, text, "rl-tick", TextAnchor.Middle);
        }

        foreach (var tick in up.Ticks)
        {
            var y = area.Bottom - up.At(tick, area.Height);
            document.Line(area.X - 4, y, area.Right, y, "rl-grid");
            document.Text(area.X - 8, y + 4, options.Format(tick), "rl-tick", TextAnchor.End);
        }

        document.Line(area.X, area.Y, area.X, area.Bottom, "rl-axis");
        document.Line(area.X, area.Bottom, area.Right, area.Bottom, "rl-axis");
        if (options.Across.Length > 0) document.Text(area.X + area.Width / 2, area.Bottom + 36, options.Across, "rl-note", TextAnchor.Middle);
    }
}
