using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>The heading and margins that all pictures share.</summary>
internal static class ChartPage
{
    internal const double Margin = 24;
    private const double TitleSize = 16;
    private const double NoteSize = 12;

    /// <summary>The y at which the picture proper begins.</summary>
    internal static double Top(ChartOptions options) =>
        Margin + (options.Title.Length > 0 ? 22 : 0) + (options.Subtitle.Length > 0 ? 18 : 0) + (HasHeading(options) ? 8 : 0);

    /// <summary>Starts the picture and writes its heading.</summary>
    internal static SvgDocument Start(ChartOptions options, string kind, double height)
    {
        var document = new SvgDocument(options.Width, height, options.Title.Length > 0 ? options.Title : kind);
        var room = options.Width - 2 * Margin;
        var y = Margin;
        if (options.Title.Length > 0)
        {
            document.Text(Margin, y + 13, TextWidth.Fit(options.Title, room, TitleSize, bold: true), "rl-title", tip: options.Title);
            y += 22;
        }

        if (options.Subtitle.Length > 0)
            document.Text(Margin, y + 11, TextWidth.Fit(options.Subtitle, room, NoteSize), "rl-note", tip: options.Subtitle);
        return document;
    }

    /// <summary>The picture of nothing, so that a report never has a hole.</summary>
    internal static string Empty(ChartOptions options, string kind)
    {
        var top = Top(options);
        var document = Start(options, kind, top + 96);
        document.Text(options.Width / 2, top + 40, "nothing to draw", "rl-note", TextAnchor.Middle);
        return document.Finish();
    }

    private static bool HasHeading(ChartOptions options) => options.Title.Length + options.Subtitle.Length > 0;
}
