using System.Globalization;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Irregular;

/// <summary>
/// Weights that pruning left in each filter of a real network: the 3 x 3 layers of SqueezeNet after Deep Compression (Han et al. 2016; the model of its
/// authors,
/// BSD-2), 30 to 33 % of all. Counted by a test from the model itself.
/// </summary>
internal static class PrunedFilters
{
    /// <summary>The layers: weights of a whole filter, and what is left in each of its filters, as they are stored.</summary>
    public static IReadOnlyList<(string Name, int Weights, IReadOnlyList<int> Left)> Layers { get; } =
        [.. CsvData.Read("pruned").Select(r => (r[0], Number(r[1]), (IReadOnlyList<int>)[.. r[2].Split(' ').Select(Number)]))];

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
