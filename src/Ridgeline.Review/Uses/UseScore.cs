using Ridgeline.Machines;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Uses;

/// <summary>How well a machine serves a use: the weighted mean of the scores of its needs, those that are not known left out.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Use">The use.</param>
/// <param name="Parts">Each need with its value and score; null where the machine's file does not say.</param>
/// <param name="Modules">How near each basic module comes to its roofline at batch 64.</param>
public sealed record UseScore(Machine Machine, UseProfile Use, IReadOnlyList<(UseNeed Need, double? Value, double? Score)> Parts,
    IReadOnlyList<(string Module, double NearRoofline)> Modules)
{
    /// <summary>The score, 0 to 100.</summary>
    public double Total
    {
        get
        {
            var known = Parts.Where(p => p.Score is not null).ToList();
            var weight = known.Sum(p => p.Need.Weight);
            return weight > 0 ? 100 * known.Sum(p => p.Need.Weight * p.Score!.Value) / weight : 0;
        }
    }

    /// <summary>What is not known of the machine.</summary>
    public IEnumerable<string> Unknown => Parts.Where(p => p.Score is null).Select(p => p.Need.Measure);

    /// <summary>Scores machines for a use, best first.</summary>
    public static IReadOnlyList<UseScore> Rank(UseProfile use, IReadOnlyList<Machine> machines, NetworkShelf shelf)
        => [.. machines.Select(m => Of(use, m, shelf)).OrderByDescending(s => s.Total).ThenBy(s => s.Machine.Name, StringComparer.Ordinal)];

    private static UseScore Of(UseProfile use, Machine machine, NetworkShelf shelf)
    {
        var measures = new Measures(machine, shelf);
        return new(machine, use, [.. use.Needs.Select(n => (n, measures.Of(n.Measure), measures.Of(n.Measure) is { } value ? n.Score(value) : (double?)null))],
            [.. measures.Modules.Select(m => (m.Name, m.Near))]);
    }
}
