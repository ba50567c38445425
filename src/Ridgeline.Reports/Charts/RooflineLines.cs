using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>The roof of a roofline: ceilings, slopes, the strong lower envelope, the ridge, and their labels.</summary>
internal sealed class RooflineLines(RooflinePlot plot, RooflineOptions options)
{
    private const string Strong = "stroke-width:2.5;stroke-dasharray:none;fill:none";

    internal void Draw(SvgDocument document)
    {
        foreach (var ceiling in plot.Compute)
        {
            var y = plot.Y(ceiling.FlopPerSecond);
            if (y <= plot.Area.Bottom)
                document.Line(Math.Min(plot.X(Start(ceiling)), plot.Area.Right), y, plot.Area.Right, y, "rl-edge", Tip(ceiling));
        }

        foreach (var slope in plot.Memory)
        {
            if (Ends(slope) is not { } ends)
                continue;
            document.Line(plot.X(ends.From), plot.Y(ends.From * slope.BytesPerSecond),
                plot.X(ends.To), plot.Y(ends.To * slope.BytesPerSecond), "rl-edge", Tip(slope));
        }

        DrawStrong(document);
    }

    /// <summary>Names the ceilings and the ridge.</summary>
    internal void LabelRoof(SvgDocument document, RooflineLabels labels)
    {
        // The strong roof has its name before the others take the room.
        foreach (var ceiling in plot.Compute.OrderByDescending(c => c.FlopPerSecond == plot.MainRoof))
            Label(document, labels, ceiling);
        LabelRidge(document, labels);
    }

    /// <summary>Names the memories, which find room along the whole of their slopes.</summary>
    internal void LabelSlopes(SvgDocument document, RooflineLabels labels)
    {
        foreach (var slope in plot.Memory)
            Label(document, labels, slope);
    }

    /// <summary>Flat boxes along the ceilings, so that text can keep clear of them.</summary>
    internal IReadOnlyList<Frame> CeilingTraces() =>
    [
        .. plot.Compute.Where(c => plot.Y(c.FlopPerSecond) <= plot.Area.Bottom).Select(c =>
        {
            var x = Math.Min(plot.X(Start(c)), plot.Area.Right);
            return new Frame(x, plot.Y(c.FlopPerSecond) - 1, plot.Area.Right - x, 2);
        }),
    ];

    /// <summary>Small boxes along the slopes.</summary>
    internal IReadOnlyList<Frame> SlopeTraces()
    {
        const double Step = 4;
        var traces = new List<Frame>();
        foreach (var slope in plot.Memory)
        {
            if (Ends(slope) is not { } ends)
                continue;
            var (x, y, right, top) = (plot.X(ends.From), plot.Y(ends.From * slope.BytesPerSecond), plot.X(ends.To), plot.Y(ends.To * slope.BytesPerSecond));
            var steps = (int)Math.Ceiling(Math.Max(right - x, y - top) / Step);
            for (var i = 0; i <= steps; i++)
                traces.Add(new(x + (right - x) * i / steps - 1, y + (top - y) * i / steps - 1, 2, 2));
        }

        return traces;
    }

    /// <summary>The intensity from which the fastest memory feeds a ceiling.</summary>
    private double Start(RooflineCeiling ceiling) =>
        plot.Memory.Count == 0 ? plot.Across.Low : Math.Max(plot.Across.Low, ceiling.FlopPerSecond / plot.Memory[0].BytesPerSecond);

    private string Tip(RooflineCeiling ceiling) => $"{ceiling.Name}\n{options.Format(ceiling.FlopPerSecond)}";

    private string Tip(RooflineSlope slope) => Named(slope, "\n");

    private string Named(RooflineSlope slope, string then) =>
        options.FormatBandwidth(slope.BytesPerSecond) is { Length: > 0 } speed ? slope.Name + then + speed : slope.Name;

    /// <summary>The intensities between which a slope is seen: up to the highest ceiling, and never outside the plot.</summary>
    private (double From, double To)? Ends(RooflineSlope slope) => Ends(slope, plot.Roof);

    private (double From, double To)? Ends(RooflineSlope slope, double? roof)
    {
        var from = Math.Max(plot.Across.Low, plot.Up.Low / slope.BytesPerSecond);
        var to = Math.Min(plot.Across.High, (roof ?? plot.Up.High) / slope.BytesPerSecond);
        return from < to ? (from, to) : null;
    }

    private void DrawStrong(SvgDocument document)
    {
        var path = new SvgPath();
        if (plot.Main is { } main && Ends(main, plot.MainRoof) is { } ends)
        {
            path.Move(plot.X(ends.From), plot.Y(ends.From * main.BytesPerSecond)).Line(plot.X(ends.To), plot.Y(ends.To * main.BytesPerSecond));
            if (plot.MainRoof is not null)
                path.Across(plot.Area.Right);
        }
        else if (plot.MainRoof is { } roof)
        {
            path.Move(plot.Area.X, plot.Y(roof)).Across(plot.Area.Right);
        }
        else
        {
            return;
        }

        document.Writer.Open("path").With("d", path.ToString()).With("class", "rl-peak").With("style", Strong).Close();
    }

    private void LabelRidge(SvgDocument document, RooflineLabels labels)
    {
        if (plot.Main is not { } main || plot.MainRoof is not { } roof)
            return;

        var ridge = roof / main.BytesPerSecond;
        var (x, y) = (plot.X(ridge), plot.Y(roof));
        if (x < plot.Area.X)
            return;

        var text = $"ridge {options.FormatIntensity(ridge)}";
        document.Line(x, y, x, plot.Area.Bottom, "rl-peak", $"ridge point\n{options.FormatIntensity(ridge)} FLOP per byte");
        document.Circle(x, y, 4, "rl-dot", $"ridge point\n{options.FormatIntensity(ridge)} FLOP per byte");
        var wide = RooflineLabels.Width(text);
        (double X, double Base)[] spots = [(x - wide / 2, y - 9), (x - wide - 4, y - 9), (x + 6, y + 18), (x + 6, plot.Area.Bottom - 6),
            .. Enumerable.Range(1, 8).Select(i => (x + 6, plot.Area.Bottom - 6 - 24.0 * i))];
        var choice = labels.Choose([.. spots.Select(s => new[] { RooflineLabels.Box(s.X, s.Base, wide) })], must: true);
        if (choice >= 0)
            document.Text(spots[choice].X, spots[choice].Base, text, "rl-halo");
    }

    private void Label(SvgDocument document, RooflineLabels labels, RooflineCeiling ceiling)
    {
        var y = plot.Y(ceiling.FlopPerSecond);
        var text = TextWidth.Fit($"{ceiling.Name}: {options.Format(ceiling.FlopPerSecond)}", plot.Area.Width * 0.5, RooflineLabels.Size, bold: true);
        var wide = RooflineLabels.Width(text);
        // A label left of where its line begins would seem to name another.
        var last = plot.Area.Right - wide - 4;
        var room = Math.Max(0, (int)((last - plot.X(Start(ceiling))) / 30));
        (double X, double Base)[] spots = [.. Enumerable.Range(0, Math.Min(room, 15) + 1).SelectMany(i =>
            new[] { (last - i * 30, y - 6), (last - i * 30, y + 15) })];
        var choice = labels.Choose([.. spots.Select(s => new[] { RooflineLabels.Box(s.X, s.Base, wide) })], must: ceiling.FlopPerSecond == plot.MainRoof);
        if (choice >= 0)
            document.Text(spots[choice].X, spots[choice].Base, text, "rl-halo", tip: Tip(ceiling));
    }

    /// <summary>Writes a label along its slope, as low as there is room.</summary>
    private void Label(SvgDocument document, RooflineLabels labels, RooflineSlope slope)
    {
        if (Ends(slope) is not { } ends)
            return;

        var (x1, y1) = (plot.X(ends.From), plot.Y(ends.From * slope.BytesPerSecond));
        var (dx, dy) = (plot.X(ends.To) - x1, plot.Y(ends.To * slope.BytesPerSecond) - y1);
        var length = Math.Sqrt(dx * dx + dy * dy);
        var text = TextWidth.Fit(Named(slope, ": "), length * 0.9, RooflineLabels.Size, bold: true);
        if (text.Length == 0)
            return;

        var (ux, uy) = (dx / length, dy / length);
        var wide = RooflineLabels.Width(text);
        // The baseline runs beside the line: on its upper left, or on its lower right where there is more room.
        (double X, double Y) At(double along, double aside) => (x1 + along * ux + aside * uy, y1 + along * uy - aside * ux);
        var starts = new[] { 6.0, -16 }.SelectMany(aside => Enumerable.Range(0, 10).Select(i => At(16 + (length - wide - 24) * i / 9, aside))).ToArray();
        Frame[] Boxes((double X, double Y) at) => [.. Enumerable.Range(0, (int)(wide / 8) + 1)
            .Select(i => new Frame(at.X + i * 8 * ux + 5 * uy - 6, at.Y + i * 8 * uy - 5 * ux - 6, 12, 12))];
        var choice = labels.Choose([.. starts.Select(Boxes)], must: true);
        if (choice >= 0)
            document.Text(starts[choice].X, starts[choice].Y, text, "rl-halo", turn: Math.Atan2(uy, ux) * 180 / Math.PI, tip: Tip(slope));
    }
}
