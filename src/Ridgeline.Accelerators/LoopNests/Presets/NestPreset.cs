using Ridgeline.Accelerators.LoopNests.Search;

namespace Ridgeline.Accelerators.LoopNests.Presets;

/// <summary>An accelerator with what it allows a mapping to do.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it is.</param>
/// <param name="Source">Where its numbers are from.</param>
/// <param name="Architecture">Its memories and what computes.</param>
/// <param name="Rules">What it allows; a rule about a name that a workload has not is not used.</param>
public sealed record NestPreset(string Name, string Title, string Source, NestArchitecture Architecture, IReadOnlyList<PresetRule> Rules)
{
    /// <summary>What a mapping of a workload may be.</summary>
    public NestConstraints ConstraintsFor(NestWorkload workload)
    {
        var levels = NestConstraints.Free(workload, Architecture).Levels.ToArray();
        var dimensions = workload.Dimensions.ToList();
        foreach (var rule in Rules)
        {
            var level = Architecture.Memories.ToList().FindIndex(memory => memory.Name == rule.Memory);
            var keeps = workload.Tensors.Select(t => rule.Keeps is null ? (bool?)null : rule.Keeps.Contains(t.Name)).ToArray();
            levels[level] = new(Temporal(rule.Temporal, dimensions), Spatial(rule, dimensions), keeps);
        }
        return new(levels);
    }

    private static LoopConstraint Temporal(IReadOnlyList<string>? allowed, List<string> dimensions)
        => allowed is null ? LoopConstraint.Free(dimensions.Count) : new(Only(Indices(allowed, dimensions), dimensions.Count), []);

    private static LoopConstraint Spatial(PresetRule rule, List<string> dimensions)
    {
        if (rule.Across is null && rule.Down is null) return LoopConstraint.Free(dimensions.Count);
        var (across, down) = (Indices(rule.Across ?? [], dimensions), Indices(rule.Down ?? [], dimensions));
        return LoopConstraint.Free(dimensions.Count) with
        {
            Axes = [.. Enumerable.Range(0, dimensions.Count).Select(d
                => (across.Contains(d) ? MeshAxes.Across : MeshAxes.None) | (down.Contains(d) ? MeshAxes.Down : MeshAxes.None))],
        };
    }

    private static FactorLimit[] Only(IReadOnlyList<int> allowed, int dimensions)
        => [.. Enumerable.Range(0, dimensions).Select(d => allowed.Contains(d) ? default : new FactorLimit(Exactly: 1))];

    // The dimensions of a matrix product stand for those of a convolution.
    private static List<int> Indices(IReadOnlyList<string> names, List<string> dimensions)
        => [.. names.Select(name => dimensions.IndexOf(dimensions.Contains("K") ? Translate(name) : name)).Where(d => d >= 0).Distinct()];

    private static string Translate(string name) => name switch
    {
        "C" => "K",
        "M" => "N",
        "N" or "P" or "Q" => "M",
        "G" => "B",
        _ => name,
    };
}
