namespace Ridgeline.Reports.Charts;

/// <summary>Areas in proportion, layers within blocks: where operations, bytes or time go.</summary>
public static class Treemap
{
    /// <summary>Draws the picture as a standalone SVG.</summary>
    /// <exception cref="ArgumentException">A value is negative or not finite.</exception>
    public static string Draw(TreemapData data, TreemapOptions? options = null)
    {
        options ??= new();
        foreach (var tile in data.Blocks.SelectMany(block => block.Tiles))
            Measured.Require(tile.Value, $"Tile '{tile.Name}'");
        var whole = Measured.Require(data.Blocks.Sum(block => block.Total), "The sum of all tiles");
        if (whole <= 0)
            return ChartPage.Empty(options, "Treemap");

        var colors = new TreemapColors(data);
        var legend = new Legend(colors.Shown, options.Width - 2 * ChartPage.Margin);
        var top = ChartPage.Top(options);
        var map = new Frame(ChartPage.Margin, top + legend.Height, options.Width - 2 * ChartPage.Margin, options.MapHeight);
        var document = ChartPage.Start(options, "Treemap", map.Bottom + ChartPage.Margin);
        legend.Draw(document, ChartPage.Margin, top);

        var blocks = Squares.Lay([.. data.Blocks.Select(block => block.Total)], map);
        var painter = new TreemapPainter(document, options, colors, whole);
        for (var i = 0; i < blocks.Length; i++)
        {
            if (data.Blocks[i].Total > 0)
                painter.Draw(data.Blocks[i], blocks[i]);
        }

        return document.Finish();
    }
}
