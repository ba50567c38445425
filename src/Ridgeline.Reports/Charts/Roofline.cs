using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Performance over operational intensity, both logarithmic, below the limits of the machine: what bounds each layer.</summary>
public static class Roofline
{
    private const double Smallest = 3;
    private const double WidestName = 190;

    /// <summary>Draws the picture as a standalone SVG; what has no place on logarithmic axes is counted in a note.</summary>
    /// <exception cref="ArgumentException">A share of the time is negative or not finite.</exception>
    public static string Draw(RooflineData data, RooflineOptions? options = null)
    {
        options ??= new();
        foreach (var mark in data.Marks)
            Measured.Require(mark.Share, $"The share of '{mark.Name}'");
        var plot = new RooflinePlot(data, options);
        if (plot.IsEmpty)
            return ChartPage.Empty(options, "Roofline");

        var colors = new CategoryColors(options.Categories, plot.Marks.Select(mark => (mark.Category, mark.Share)));
        var legend = new Legend(colors.Shown, options.Width - 2 * ChartPage.Margin);
        var top = ChartPage.Top(options);
        plot.Lay(top + legend.Height + 8);

        var note = Note(plot, options);
        var document = ChartPage.Start(options, "Roofline", plot.Area.Bottom + (note.Length > 0 ? 74 : 56));
        legend.Draw(document, ChartPage.Margin, top);
        plot.DrawGrid(document);
        var lines = new RooflineLines(plot, options);
        lines.Draw(document);
        var most = plot.Marks.Count > 0 ? plot.Marks[0].Share : 0;
        var discs = plot.Marks.Select(mark => Disc(plot, mark, most, options.LargestRadius)).ToArray();
        for (var i = 0; i < discs.Length; i++)
            DrawDisc(document, discs[i], colors[plot.Marks[i].Category], Tip(plot.Marks[i], options));
        var covered = discs.Select(d => new Frame(d.X - d.Radius, d.Y - d.Radius, 2 * d.Radius, 2 * d.Radius));
        var labels = new RooflineLabels(plot.Area, [.. covered], lines.CeilingTraces(), lines.SlopeTraces());
        lines.LabelRoof(document, labels);
        var named = new List<int>();
        for (var i = 0; i < discs.Length && named.Count < options.Labels; i++)
        {
            // Marks on one spot are told apart by pointing at them; four names around it would say less than one.
            if (named.Exists(j => Near(discs[i], discs[j])))
                continue;
            Label(document, labels, discs[i], plot.Marks[i].Name);
            named.Add(i);
        }

        lines.LabelSlopes(document, labels);
        if (note.Length > 0)
            document.Text(ChartPage.Margin, plot.Area.Bottom + 58, TextWidth.Fit(note, options.Width - 2 * ChartPage.Margin, RooflineLabels.Size), "rl-note");
        return document.Finish();
    }

    private static string Note(RooflinePlot plot, RooflineOptions options) => string.Join("; ", new[]
    {
        options.Note, plot.Skipped > 0 ? FormattableString.Invariant($"not shown, because without a positive value: {plot.Skipped}") : "",
    }.Where(text => text.Length > 0));

    /// <summary>The disc of a mark: its area is its share, and it is never too small to see.</summary>
    private static (double X, double Y, double Radius) Disc(RooflinePlot plot, RooflineMark mark, double most, double largest)
    {
        var radius = most > 0 ? Math.Max(Smallest, largest * Math.Sqrt(mark.Share / most)) : Smallest;
        // Only a mark below the longest axis that can be drawn lies outside; it stays at the edge.
        return (Math.Clamp(plot.X(mark.Intensity), plot.Area.X, plot.Area.Right), Math.Clamp(plot.Y(mark.Performance), plot.Area.Y, plot.Area.Bottom), radius);
    }

    private static bool Near((double X, double Y, double Radius) one, (double X, double Y, double Radius) other) =>
        Math.Abs(one.X - other.X) + Math.Abs(one.Y - other.Y) < 6;

    private static void DrawDisc(SvgDocument document, (double X, double Y, double Radius) disc, string color, string tip) =>
        document.Writer.Open("circle").With("cx", disc.X).With("cy", disc.Y).With("r", disc.Radius).With("fill", color)
            .With("fill-opacity", "0.78").With("class", "rl-seam").Tip(tip).Close();

    private static string Tip(RooflineMark mark, RooflineOptions options) => mark.Tooltip.Length > 0
        ? $"{mark.Name}\n{mark.Tooltip}"
        : $"{mark.Name}\n{options.FormatIntensity(mark.Intensity)} FLOP per byte\n{options.Format(mark.Performance)}\n"
            + $"{PlainNumber.Percent(mark.Share)} of the time";

    private static void Label(SvgDocument document, RooflineLabels labels, (double X, double Y, double Radius) disc, string name)
    {
        var text = TextWidth.Fit(name, WidestName, RooflineLabels.Size, bold: true);
        var wide = RooflineLabels.Width(text);
        var (x, y, r) = disc;
        (double X, double Base)[] spots = [(x + r + 3, y + 4), (x - r - 3 - wide, y + 4), (x - wide / 2, y - r - 5), (x - wide / 2, y + r + 13),
            (x + 0.8 * r, y - r - 3), (x - 0.8 * r - wide, y - r - 3), (x + 0.8 * r, y + r + 11), (x - 0.8 * r - wide, y + r + 11)];
        var choice = labels.Choose([.. spots.Select(s => new[] { RooflineLabels.Box(s.X, s.Base, wide) })], overLines: true);
        if (choice >= 0)
            document.Text(spots[choice].X, spots[choice].Base, text, "rl-halo");
    }
}
