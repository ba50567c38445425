using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>The colour of each category: those given first, then the palette in order of first appearance.</summary>
internal sealed class TreemapColors
{
    private readonly Dictionary<string, string> _colors = new(StringComparer.Ordinal);

    internal TreemapColors(TreemapData data)
    {
        var given = data.Categories ?? [];
        var colors = Legend.Colors(given);
        for (var i = 0; i < given.Count; i++)
            _colors.TryAdd(given[i].Name, colors[i]);
        foreach (var tile in data.Blocks.SelectMany(block => block.Tiles))
            _colors.TryAdd(tile.Category, Palette.Category(_colors.Count));

        var totals = data.Blocks.SelectMany(block => block.Tiles).GroupBy(tile => tile.Category, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Total: group.Sum(tile => tile.Value)));
        Shown = [.. totals.Where(c => c.Total > 0).OrderByDescending(c => c.Total).Select(c => (c.Name, this[c.Name]))];
    }

    /// <summary>The categories that have an area, the largest first.</summary>
    internal IReadOnlyList<(string Name, string Color)> Shown { get; }

    internal string this[string category] => _colors[category];
}
