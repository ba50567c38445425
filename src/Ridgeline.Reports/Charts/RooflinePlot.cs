using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>The frame of a roofline: which values can be shown, both axes, and the grid.</summary>
internal sealed class RooflinePlot
{
    private const double TickSize = 11;
    private readonly RooflineOptions _options;
    private readonly RooflineData _data;

    internal RooflinePlot(RooflineData data, RooflineOptions options)
    {
        _options = options;
        _data = new([.. data.Compute.Where(c => LogAxis.Holds(c.FlopPerSecond)).OrderByDescending(c => c.FlopPerSecond)],
            [.. data.Memory.Where(m => LogAxis.Holds(m.BytesPerSecond)).OrderByDescending(m => m.BytesPerSecond)],
            [.. data.Marks.Where(m => LogAxis.Holds(m.Intensity) && LogAxis.Holds(m.Performance)).OrderByDescending(m => m.Share)]);
        Skipped = data.Compute.Count + data.Memory.Count + data.Marks.Count - Compute.Count - Memory.Count - Marks.Count;
        MainRoof = Compute.FirstOrDefault(c => c.Name == options.MainCeiling)?.FlopPerSecond ?? Roof;
        Main = Memory.FirstOrDefault(m => m.Name == options.MainMemory) ?? (Memory.Count > 0 ? Memory[^1] : null);
    }

    /// <summary>How many lines and marks have no place on logarithmic axes.</summary>
    internal int Skipped { get; }

    /// <summary>The ceilings, the highest first.</summary>
    internal IReadOnlyList<RooflineCeiling> Compute => _data.Compute;

    /// <summary>The slopes, the fastest first.</summary>
    internal IReadOnlyList<RooflineSlope> Memory => _data.Memory;

    /// <summary>The marks, the largest first.</summary>
    internal IReadOnlyList<RooflineMark> Marks => _data.Marks;

    internal bool IsEmpty => Compute.Count + Memory.Count + Marks.Count == 0;

    internal RooflineSlope? Main { get; }

    /// <summary>The highest ceiling, where there is one.</summary>
    internal double? Roof => Compute.Count > 0 ? Compute[0].FlopPerSecond : null;

    /// <summary>The ceiling that makes the strong roof, where there is one.</summary>
    internal double? MainRoof { get; }

    internal LogAxis Across { get; private set; } = new(1, 10);

    internal LogAxis Up { get; private set; } = new(1, 10);

    internal Frame Area { get; private set; }

    /// <summary>Chooses the axes and the place on the paper.</summary>
    internal void Lay(double top)
    {
        var ridges = Roof is { } roof ? Memory.Select(m => roof / m.BytesPerSecond).ToArray() : [];
        double[] x = [.. Marks.SelectMany(m => new[] { m.Intensity / 2, m.Intensity * 2 }), .. ridges.SelectMany(r => new[] { r / 20, r * 10 })];
        x = [.. x.DefaultIfEmpty(1)];
        Across = LogAxis.Covering(x.Min(), Math.Max(x.Max(), x.Min() * 10));

        double[] y = [.. Marks.SelectMany(m => new[] { m.Performance / 2, m.Performance * 2 }),
            .. Compute.SelectMany(c => new[] { c.FlopPerSecond / 10, c.FlopPerSecond * 2 })];
        if (Compute.Count == 0)
            y = [.. y, .. Memory.SelectMany(m => new[] { m.BytesPerSecond * Across.Low, m.BytesPerSecond * Across.High })];
        else if (Main is { } main)
            y = [.. y, Math.Min(Compute[0].FlopPerSecond / 20, main.BytesPerSecond * x.Max())];
        Up = LogAxis.Covering(y.Min(), Math.Max(y.Max(), y.Min() * 10));

        var left = ChartPage.Margin + Up.Ticks.Max(tick => TextWidth.Of(_options.Format(tick), TickSize)) + 8;
        Area = new(left, top, _options.Width - ChartPage.Margin - left, _options.PlotHeight);
    }

    internal double X(double intensity) => Area.X + Across.At(intensity, Area.Width);

    internal double Y(double performance) => Area.Bottom - Up.At(performance, Area.Height);

    internal void DrawGrid(SvgDocument document)
    {
        foreach (var tick in Across.Ticks)
        {
            var text = _options.FormatIntensity(tick);
            var half = TextWidth.Of(text, TickSize) / 2;
            document.Line(X(tick), Area.Y, X(tick), Area.Bottom + 4, "rl-grid");
            document.Text(Math.Min(X(tick), _options.Width - half - 4), Area.Bottom + 17, text, "rl-tick", TextAnchor.Middle);
        }

        foreach (var tick in Up.Ticks)
        {
            document.Line(Area.X - 4, Y(tick), Area.Right, Y(tick), "rl-grid");
            document.Text(Area.X - 8, Y(tick) + 4, _options.Format(tick), "rl-tick", TextAnchor.End);
        }

        document.Line(Area.X, Area.Y, Area.X, Area.Bottom, "rl-axis");
        document.Line(Area.X, Area.Bottom, Area.Right, Area.Bottom, "rl-axis");
        document.Text(Area.X + Area.Width / 2, Area.Bottom + 36, _options.Across, "rl-note", TextAnchor.Middle);
    }
}
