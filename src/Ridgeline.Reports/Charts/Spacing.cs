namespace Ridgeline.Reports.Charts;

/// <summary>Places things on a line as near as possible to where they want to be, in order and without overlap.</summary>
internal static class Spacing
{
    /// <summary>
    /// The places with the least weighted sum of squared distances. Things that would overlap join into a group, which stands
    /// at the weighted mean of its wishes; groups join on until none overlap (isotonic regression by pooling neighbours).
    /// </summary>
    /// <param name="wishes">Where each thing wants to be.</param>
    /// <param name="weights">How much each wish counts.</param>
    /// <param name="distances">The least distance of each thing from the one before it; the first is not read.</param>
    internal static double[] Place(ReadOnlySpan<double> wishes, ReadOnlySpan<double> weights, ReadOnlySpan<double> distances)
    {
        var offsets = new double[wishes.Length];
        var groups = new List<(double Mean, double Weight, int Count)>();
        for (var i = 0; i < wishes.Length; i++)
        {
            offsets[i] = i == 0 ? 0 : offsets[i - 1] + distances[i];
            var group = (Mean: wishes[i] - offsets[i], Weight: weights[i], Count: 1);
            while (groups.Count > 0 && groups[^1].Mean > group.Mean)
            {
                var left = groups[^1];
                groups.RemoveAt(groups.Count - 1);
                var weight = left.Weight + group.Weight;
                group = ((left.Mean * left.Weight + group.Mean * group.Weight) / weight, weight, left.Count + group.Count);
            }

            groups.Add(group);
        }

        var places = new double[wishes.Length];
        var at = 0;
        foreach (var (mean, _, count) in groups)
        {
            for (var i = 0; i < count; i++, at++)
                places[at] = mean + offsets[at];
        }

        return places;
    }
}
