using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Draws one block: its tiles, a seam around it, and names where they fit.</summary>
internal sealed class TreemapPainter(SvgDocument document, TreemapOptions options, TreemapColors colors, double whole)
{
    private const double Size = 11;
    private const double Line = 14;
    private const double Pad = 6;
    private const double TabHeight = 18;
    private const int FewestLetters = 8;

    /// <summary>The seam around a thinner block would cover the block.</summary>
    private const double ThinnestFramed = 10;

    internal void Draw(TreemapBlock block, Frame frame)
    {
        var frames = Squares.Lay([.. block.Tiles.Select(tile => tile.Value)], frame);
        for (var i = 0; i < frames.Length; i++)
        {
            if (frames[i].Area > 0)
                DrawTile(block, block.Tiles[i], frames[i]);
        }

        if (Math.Min(frame.Width, frame.Height) > ThinnestFramed)
            document.Rect(frame.X, frame.Y, frame.Width, frame.Height, style: "rl-frame");
        var tab = Tab(block, frame, out var name);
        for (var i = 0; i < frames.Length; i++)
        {
            if (frames[i].Area > 0)
                DrawLabel(block.Tiles[i], frames[i], tab);
        }

        if (name.Length == 0)
            return;
        document.Rect(tab.X, tab.Y, tab.Width, tab.Height, style: "rl-tab", radius: 3, tip: Tip(block.Name, block.Total, null));
        document.Text(tab.X + Pad, tab.Y + 13, name, "rl-strong", tip: Tip(block.Name, block.Total, null));
    }

    /// <summary>The label of a block lies over its tiles, because a header of its own would take area from some and not from others.</summary>
    private static Frame Tab(TreemapBlock block, Frame frame, out string name)
    {
        name = "";
        if (block.Tiles.Count(tile => tile.Value > 0) < 2 || frame.Width < 64 || frame.Height < 2 * TabHeight)
            return default;

        name = Readable(block.Name, frame.Width - 2 * Pad - 8, 12, bold: true);
        return name.Length == 0 ? default : new(frame.X + 2, frame.Y + 2, TextWidth.Of(name, 12, bold: true) + 2 * Pad, TabHeight);
    }

    private void DrawTile(TreemapBlock block, TreemapTile tile, Frame frame)
    {
        var more = tile.Tooltip is null ? tile.Category : $"{tile.Category}\n{tile.Tooltip}";
        var name = block.Name == tile.Name || block.Name.Length == 0 ? tile.Name : $"{block.Name} / {tile.Name}";
        // A seam as wide as the tile would hide it.
        var style = Math.Min(frame.Width, frame.Height) > 3 ? "rl-seam" : null;
        document.Rect(frame.X, frame.Y, frame.Width, frame.Height, colors[tile.Category], style, Tip(name, tile.Value, more));
    }

    private void DrawLabel(TreemapTile tile, Frame frame, Frame tab)
    {
        var top = frame.Y + Pad;
        if (frame.Overlaps(tab))
            top = Math.Max(top, tab.Bottom + 3);
        var room = frame.Width - 2 * Pad;
        var lines = (int)((frame.Bottom - Pad + 2 - top) / Line);
        var name = Readable(tile.Name, room, Size, bold: false);
        if (lines < 1 || name.Length == 0)
            return;

        var ink = Rgb.Parse(colors[tile.Category]).Ink;
        document.Text(frame.X + Pad, top + 10, name, "rl-inside", fill: ink);
        var value = options.Format(tile.Value);
        var both = $"{value} · {PlainNumber.Percent(tile.Value / whole)}";
        var text = TextWidth.Of(both, Size) <= room ? both : value;
        if (lines >= 2 && TextWidth.Of(text, Size) <= room)
            document.Text(frame.X + Pad, top + 10 + Line, text, "rl-inside", fill: ink);
    }

    /// <summary>A name shortened to a few letters says nothing and is left to the tooltip.</summary>
    private static string Readable(string name, double room, double size, bool bold)
    {
        var text = TextWidth.Fit(name, room, size, bold);
        return text.Length >= Math.Min(FewestLetters, name.Length) ? text : "";
    }

    private string Tip(string name, double value, string? more)
    {
        var text = $"{name}\n{options.Format(value)} ({PlainNumber.Percent(value / whole)})";
        return more is null ? text : $"{text}\n{more}";
    }
}
