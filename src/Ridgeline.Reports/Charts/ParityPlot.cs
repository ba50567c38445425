using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Predicted over measured, both logarithmic: what lies on the diagonal was predicted right, what lies in the band nearly so.</summary>
public static class ParityPlot
{
    private const double TickSize = 11;
    private const double WidestName = 150;
    private const double Smallest = 3.5;
    private const double Largest = 14;

    /// <summary>Draws the picture as a standalone SVG; what has no place on logarithmic axes is counted in a note.</summary>
    public static string Draw(IReadOnlyList<ParityMark> marks, ParityOptions? options = null)
    {
        options ??= new();
        var shown = marks.Where(m => LogAxis.Holds(m.Predicted) && LogAxis.Holds(m.Measured)).OrderByDescending(m => m.Measured).ToList();
        if (shown.Count == 0) return ChartPage.Empty(options, "Parity");
        var colors = new CategoryColors(null, shown.Select(m => (m.Category, m.Measured)));
        var legend = new Legend(colors.Shown, options.Width - (2 * ChartPage.Margin));
        var top = ChartPage.Top(options);
        var axis = LogAxis.Covering(shown.Min(m => Math.Min(m.Predicted, m.Measured)) / 1.5, shown.Max(m => Math.Max(m.Predicted, m.Measured)) * 1.5);
        var left = ChartPage.Margin + axis.Ticks.Max(t => TextWidth.Of(options.Format(t), TickSize)) + 22;
        var area = new Frame(left, top + legend.Height + 8, options.Width - ChartPage.Margin - left, options.PlotHeight);
        var document = ChartPage.Start(options, "Parity", area.Bottom + (marks.Count > shown.Count ? 74 : 56));
        legend.Draw(document, ChartPage.Margin, top);
        Grid(document, axis, area, options);
        Lines(document, axis, area, options.Band);
        var discs = shown.ConvertAll(m => Disc(m, axis, area, shown[0].Measured));
        for (var i = 0; i < discs.Count; i++) Spread(document, axis, area, shown[i], discs[i].Y);
        for (var i = 0; i < discs.Count; i++)
        {
            document.Writer.Open("circle").With("cx", discs[i].X).With("cy", discs[i].Y).With("r", discs[i].Radius).With("fill", colors[shown[i].Category])
                .With("fill-opacity", "0.78").With("class", "rl-seam").Tip(Tip(shown[i], options)).Close();
        }
        var labels = new RooflineLabels(area, [.. discs.Select(d => new Frame(d.X - d.Radius, d.Y - d.Radius, 2 * d.Radius, 2 * d.Radius))], [], []);
        for (var i = 0; i < Math.Min(options.Labels, shown.Count); i++) Label(document, labels, discs[i], shown[i].Name);
        if (marks.Count > shown.Count) document.Text(area.X, area.Bottom + 56, $"not shown, because without a positive value: {marks.Count - shown.Count}", "rl-note");
        return document.Finish();
    }

    private static void Grid(SvgDocument document, LogAxis axis, Frame area, ParityOptions options)
    {
        foreach (var tick in axis.Ticks)
        {
            var (x, y, text) = (area.X + axis.At(tick, area.Width), area.Bottom - axis.At(tick, area.Height), options.Format(tick));
            document.Line(x, area.Y, x, area.Bottom + 4, "rl-grid");
            document.Text(Math.Min(x, options.Width - (TextWidth.Of(text, TickSize) / 2) - 4), area.Bottom + 17, text, "rl-tick", TextAnchor.Middle);
            document.Line(area.X - 4, y, area.Right, y, "rl-grid");
            document.Text(area.X - 8, y + 4, text, "rl-tick", TextAnchor.End);
        }
        document.Line(area.X, area.Y, area.X, area.Bottom, "rl-axis");
        document.Line(area.X, area.Bottom, area.Right, area.Bottom, "rl-axis");
        document.Text(area.X + (area.Width / 2), area.Bottom + 36, "measured", "rl-note", TextAnchor.Middle);
        document.Text(area.X + 8, area.Y + 14, "predicted", "rl-note");
    }

    private static void Lines(SvgDocument document, LogAxis axis, Frame area, double band)
    {
        Line(1, "rl-axis");
        Line(1 + band, "rl-grid");
        Line(1 - band, "rl-grid");

        // From where the line enters the frame to where it leaves it.
        void Line(double factor, string style)
        {
            var (from, to) = (Math.Max(axis.Low, axis.Low / factor), Math.Min(axis.High, axis.High / factor));
            document.Line(area.X + axis.At(from, area.Width), area.Bottom - axis.At(from * factor, area.Height), area.X + axis.At(to, area.Width),
                area.Bottom - axis.At(to * factor, area.Height), style);
        }
    }

    // From where one of ten runs was faster to where one of ten was slower.
    private static void Spread(SvgDocument document, LogAxis axis, Frame area, ParityMark mark, double y)
    {
        if (mark.Low >= mark.High || !LogAxis.Holds(mark.Low)) return;
        double from = Math.Max(area.X, area.X + axis.At(mark.Low, area.Width)), to = Math.Min(area.Right, area.X + axis.At(mark.High, area.Width));
        document.Line(from, y, to, y, "rl-axis");
    }

    private static (double X, double Y, double Radius) Disc(ParityMark mark, LogAxis axis, Frame area, double most) => (
        Math.Clamp(area.X + axis.At(mark.Measured, area.Width), area.X, area.Right),
        Math.Clamp(area.Bottom - axis.At(mark.Predicted, area.Height), area.Y, area.Bottom),
        Math.Max(Smallest, Largest * Math.Sqrt(mark.Measured / most)));

    private static string Tip(ParityMark mark, ParityOptions options) => $"{mark.Name}\npredicted {options.Format(mark.Predicted)}\nmeasured {options.Format(mark.Measured)}"
        + $"{(mark.Low < mark.High ? $", eight of ten runs {options.Format(mark.Low)} to {options.Format(mark.High)}" : "")}\n"
        + $"{PlainNumber.Percent(Math.Abs((mark.Predicted / mark.Measured) - 1))} {(mark.Predicted > mark.Measured ? "too slow" : "too fast")}";

    private static void Label(SvgDocument document, RooflineLabels labels, (double X, double Y, double Radius) disc, string name)
    {
        var text = TextWidth.Fit(name, WidestName, RooflineLabels.Size, bold: true);
        var wide = RooflineLabels.Width(text);
        (double X, double Base)[] spots = [(disc.X + disc.Radius + 3, disc.Y + 4), (disc.X - disc.Radius - 3 - wide, disc.Y + 4), (disc.X - (wide / 2), disc.Y - disc.Radius - 5),
            (disc.X - (wide / 2), disc.Y + disc.Radius + 13)];
        var choice = labels.Choose([.. spots.Select(s => new[] { RooflineLabels.Box(s.X, s.Base, wide) })]);
        if (choice >= 0) document.Text(spots[choice].X, spots[choice].Base, text, "rl-halo");
    }
}
