using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>The colour of each category: those given first, then the palette in order of first appearance.</summary>
internal sealed class CategoryColors
{
    private readonly Dictionary<string, string> _colors = new(StringComparer.Ordinal);

    internal CategoryColors(IReadOnlyList<Section>? given, IEnumerable<(string Category, double Weight)> uses)
    {
        var sections = given ?? [];
        var colors = Legend.Colors(sections);
        for (var i = 0; i < sections.Count; i++)
            _colors.TryAdd(sections[i].Name, colors[i]);

        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (category, weight) in uses)
        {
            _colors.TryAdd(category, Palette.Category(_colors.Count));
            weights[category] = weights.GetValueOrDefault(category) + weight;
        }

        Shown = [.. weights.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(pair => pair.Key.Length > 0).Select(pair => (pair.Key, _colors[pair.Key]))];
    }

    /// <summary>The categories in use, the heaviest first.</summary>
    internal IReadOnlyList<(string Name, string Color)> Shown { get; }

    internal string this[string category] => _colors[category];
}
