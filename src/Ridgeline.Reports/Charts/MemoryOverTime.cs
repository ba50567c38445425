using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Live memory as stacked steps, with the peak marked: when a network needs most, and of what kind.</summary>
public static class MemoryOverTime
{
    /// <summary>More columns than this are thinner than a pixel.</summary>
    private const int MostColumns = 800;

    /// <summary>Draws the picture as a standalone SVG.</summary>
    /// <exception cref="ArgumentException">A value is negative or not finite, or a step does not have one value a kind.</exception>
    public static string Draw(MemoryOverTimeData data, MemoryOverTimeOptions? options = null)
    {
        options ??= new();
        foreach (var step in data.Steps)
            Measured.RequireAll(step.Live, data.Kinds.Count, $"Step '{step.Name}'");
        if (options.Capacity is { } capacity)
            Measured.Require(capacity.Value, $"Capacity '{capacity.Label}'");
        if (data.Steps.Count == 0 || data.Kinds.Count == 0)
            return ChartPage.Empty(options, "Memory over time");

        var columns = Columns(data.Steps);
        var colors = Legend.Colors(data.Kinds);
        var legend = new Legend([.. data.Kinds.Zip(colors, (k, c) => (k.Name, c))], options.Width - 2 * ChartPage.Margin);
        var axis = new ValueAxis(columns.Max(step => step.Total), options.Capacity);
        var top = ChartPage.Top(options);
        var plot = new UpwardPlot(options, axis, [.. columns.Select(step => step.Name)], top + legend.Height, options.PlotHeight);

        var document = ChartPage.Start(options, "Memory over time", plot.Height);
        legend.Draw(document, ChartPage.Margin, top);
        plot.DrawGrid(document);
        for (var kind = 0; kind < data.Kinds.Count; kind++)
            DrawArea(document, plot, columns, kind, colors[kind], data.Kinds[kind].Name);
        plot.DrawNames(document);
        DrawHovers(document, plot, columns, data.Kinds, options.Format);
        plot.DrawLimit(document);
        DrawPeak(document, plot, columns, options.Format);
        return document.Finish();
    }

    /// <summary>The steps themselves, or the fullest of each run of steps where there are too many: the peak is never lost.</summary>
    internal static IReadOnlyList<MemoryStep> Columns(IReadOnlyList<MemoryStep> steps)
    {
        if (steps.Count <= MostColumns)
            return steps;

        var columns = new MemoryStep[MostColumns];
        for (var i = 0; i < MostColumns; i++)
        {
            var from = (int)((long)i * steps.Count / MostColumns);
            var to = (int)((long)(i + 1) * steps.Count / MostColumns);
            columns[i] = steps.Skip(from).Take(to - from).MaxBy(step => step.Total)!;
        }

        return columns;
    }

    private static void DrawArea(SvgDocument document, UpwardPlot plot, IReadOnlyList<MemoryStep> columns, int kind, string color, string name)
    {
        double Upto(int column, int kinds) => plot.Y(columns[column].Live.Take(kinds).Sum());
        double X(int column) => plot.Left + column * plot.Pitch;

        var path = new SvgPath().Move(X(0), Upto(0, kind + 1));
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                path.Down(Upto(i, kind + 1));
            path.Across(X(i + 1));
        }

        for (var i = columns.Count - 1; i >= 0; i--)
            path.Down(Upto(i, kind)).Across(X(i));
        document.Path(path.Shut(), color, tip: name);
    }

    private static void DrawHovers(SvgDocument document, UpwardPlot plot, IReadOnlyList<MemoryStep> columns, IReadOnlyList<Section> kinds,
        Func<double, string> format)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var step = columns[i];
            var parts = string.Join('\n', kinds.Select((kind, k) => $"{kind.Name}: {format(step.Live[k])}"));
            document.Rect(plot.Left + i * plot.Pitch, plot.Top, plot.Pitch, plot.Bottom - plot.Top, style: "rl-hover",
                tip: $"{step.Name}\n{parts}\nin all: {format(step.Total)}");
        }
    }

    private static void DrawPeak(SvgDocument document, UpwardPlot plot, IReadOnlyList<MemoryStep> columns, Func<double, string> format)
    {
        var peak = 0;
        for (var i = 1; i < columns.Count; i++)
        {
            if (columns[i].Total > columns[peak].Total)
                peak = i;
        }

        var step = columns[peak];
        if (step.Total > 0)
            plot.DrawMark(document, plot.Left + (peak + 0.5) * plot.Pitch, step.Total, $"peak {format(step.Total)} at {step.Name}");
    }
}
