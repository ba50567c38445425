using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Swatches with names in rows, as many rows as they need.</summary>
internal sealed class Legend
{
    private const double Row = 20;
    private const double Swatch = 12;
    private const double Gap = 20;
    private const double Size = 12;
    private const double LongestName = 240;
    private readonly List<(double X, double Y, string Text, string Name, string Color)> _entries = [];

    internal Legend(IReadOnlyList<(string Name, string Color)> entries, double width)
    {
        var (x, y) = (0.0, 0.0);
        foreach (var (name, color) in entries)
        {
            var text = TextWidth.Fit(name, Math.Min(LongestName, width - Swatch - 6), Size);
            var wide = Swatch + 6 + TextWidth.Of(text, Size);
            if (x > 0 && x + wide > width)
                (x, y) = (0, y + Row);
            _entries.Add((x, y, text, name, color));
            x += wide + Gap;
        }

        Height = entries.Count == 0 ? 0 : y + Row + 6;
    }

    /// <summary>The height, with the space to what comes below.</summary>
    internal double Height { get; }

    /// <summary>The colours of sections: their own, or the palette's in order.</summary>
    internal static string[] Colors(IReadOnlyList<Section> sections) =>
        [.. sections.Select((section, i) => section.Color is { } own ? Rgb.Parse(own).ToString() : Palette.Category(i))];

    internal void Draw(SvgDocument document, double left, double top)
    {
        foreach (var (x, y, text, name, color) in _entries)
        {
            document.Rect(left + x, top + y, Swatch, Swatch, color, tip: name, radius: 2);
            document.Text(left + x + Swatch + 6, top + y + 10, text, "rl-label");
        }
    }
}
