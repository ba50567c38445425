using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>A ring of a few categories with their shares: where operations, bytes or time go.</summary>
public static class Donut
{
    private const double Outer = 104;
    private const double Inner = 64;
    private const double Row = 24;
    private const double Size = 12;
    private const double BigSize = 22;
    private const double TitleSize = 16;
    private const double WidestName = 300;

    /// <summary>Draws the picture as a standalone SVG.</summary>
    /// <exception cref="ArgumentException">A value is negative or not finite.</exception>
    public static string Draw(IReadOnlyList<DonutSlice> slices, DonutOptions? options = null)
    {
        options ??= new() { Width = 640 };
        foreach (var slice in slices)
            Measured.Require(slice.Value, $"Slice '{slice.Name}'");
        var arcs = DonutArcs.Of(slices, options);
        if (arcs.Count == 0)
            return ChartPage.Empty(options, "Donut");

        var top = ChartPage.Top(options);
        var height = Math.Max(2 * Outer + 8, arcs.Count * Row);
        var document = ChartPage.Start(options, "Donut", top + height + ChartPage.Margin);
        var (x, y) = (ChartPage.Margin + Outer + 4, top + height / 2);
        foreach (var arc in arcs)
            document.Path(Ring(x, y, arc), arc.Color, "rl-seam", $"{arc.Name}\n{options.Format(arc.Value)}\n{PlainNumber.Percent(arc.Share)}");

        var whole = options.Format(arcs.Sum(arc => arc.Value));
        // A number cut short would be another number: it is rather set smaller.
        var fits = TextWidth.Of(whole, BigSize, bold: true) <= 2 * Inner - 16;
        document.Text(x, y + 4, fits ? whole : TextWidth.Fit(whole, 2 * Inner - 8, TitleSize, bold: true), fits ? "rl-big" : "rl-title", TextAnchor.Middle);
        document.Text(x, y + 22, TextWidth.Fit(options.Whole, 2 * Inner - 28, Size), "rl-note", TextAnchor.Middle);
        DrawTable(document, arcs, options, x + Outer + 40, y - arcs.Count * Row / 2);
        return document.Finish();
    }

    private static void DrawTable(SvgDocument document, IReadOnlyList<DonutArc> arcs, DonutOptions options, double left, double top)
    {
        var values = arcs.Max(arc => TextWidth.Of(options.Format(arc.Value), Size));
        var shares = arcs.Max(arc => TextWidth.Of(PlainNumber.Percent(arc.Share), Size, bold: true));
        var room = Math.Max(40, Math.Min(WidestName, options.Width - ChartPage.Margin - left - 20 - values - shares - 40));
        var names = Math.Min(room, arcs.Max(arc => TextWidth.Of(arc.Name, Size)));
        var shareRight = left + 20 + names + 24 + shares;
        for (var i = 0; i < arcs.Count; i++)
        {
            var y = top + i * Row + Row / 2;
            document.Rect(left, y - 6, 12, 12, arcs[i].Color, radius: 2, tip: arcs[i].Name);
            document.Text(left + 20, y + 4, TextWidth.Fit(arcs[i].Name, names, Size), "rl-label", tip: arcs[i].Name);
            document.Text(shareRight, y + 4, PlainNumber.Percent(arcs[i].Share), "rl-strong", TextAnchor.End);
            document.Text(shareRight + 20 + values, y + 4, options.Format(arcs[i].Value), "rl-note", TextAnchor.End);
        }
    }

    private static SvgPath Ring(double x, double y, DonutArc arc)
    {
        (double X, double Y) At(double degrees, double radius) =>
            (x + radius * Math.Sin(degrees * Math.PI / 180), y - radius * Math.Cos(degrees * Math.PI / 180));

        var path = new SvgPath();
        var large = arc.Sweep > 180;
        // An arc that ends where it begins is drawn as nothing, so a whole ring goes by way of its half.
        var half = arc.From + arc.Sweep / 2;
        var ((ox, oy), (ix, iy)) = (At(arc.From, Outer), At(arc.To, Inner));
        path.Move(ox, oy);
        if (large)
            path.Arc(Outer, false, true, At(half, Outer).X, At(half, Outer).Y);
        path.Arc(Outer, false, true, At(arc.To, Outer).X, At(arc.To, Outer).Y).Line(ix, iy);
        if (large)
            path.Arc(Inner, false, false, At(half, Inner).X, At(half, Inner).Y);
        return path.Arc(Inner, false, false, At(arc.From, Inner).X, At(arc.From, Inner).Y).Shut();
    }
}
