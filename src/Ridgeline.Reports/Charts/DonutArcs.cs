using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Orders slices from the largest to the smallest, gathers the small ones, and lays them around the ring.</summary>
internal static class DonutArcs
{
    internal static IReadOnlyList<DonutArc> Of(IReadOnlyList<DonutSlice> slices, DonutOptions options)
    {
        var whole = Measured.Require(slices.Sum(slice => slice.Value), "The sum of all slices");
        if (whole <= 0)
            return [];

        // Colours follow the given order, so that a category keeps its colour from one donut to the next.
        var colored = slices.Select((slice, i) => (slice.Name, slice.Value, Color: slice.Color is { } own ? Rgb.Parse(own).ToString() : Palette.Category(i)))
            .Where(slice => slice.Value > 0)
            .OrderByDescending(slice => slice.Value)
            .ToList();
        var kept = colored.Take(Math.Max(options.MostSlices, 0)).TakeWhile(slice => slice.Value / whole >= options.SmallestShare).ToList();
        var rest = colored.Count - kept.Count;
        // Gathering a single slice would only hide its name.
        if (rest == 1)
            kept.Add(colored[^1]);
        else if (rest > 1)
            kept.Add(($"other ({rest})", colored.Skip(kept.Count).Sum(slice => slice.Value), Palette.Rest));

        var arcs = new List<DonutArc>();
        var sum = 0.0;
        foreach (var (name, value, color) in kept)
        {
            arcs.Add(new(name, value, color, value / whole, sum / whole * 360, value / whole * 360));
            sum += value;
        }

        return arcs;
    }
}
