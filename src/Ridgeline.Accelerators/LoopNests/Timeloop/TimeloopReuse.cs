using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Takes over what directives say against reuse: no copies sent at once, no words from neighbours, nothing kept from tile to tile.</summary>
internal static class TimeloopReuse
{
    public static NestArchitecture Apply(
        NestArchitecture architecture, IEnumerable<TimeloopConstraint> directives, NestWorkload workload, DiagnosticBag diagnostics)
    {
        var memories = architecture.Memories.ToArray();
        foreach (var directive in directives)
        {
            var name = TimeloopNames.Component(directive.Target).Name;
            var at = Array.FindIndex(memories, memory => memory.Name == name);
            if (at < 0) continue;
            var memory = memories[at];
            memories[at] = directive.Kind switch
            {
                "spatial" => memory with
                {
                    Multicasts = Without(memory.Multicasts, directive.Map, ["no_multicast_no_reduction", "no_reuse"], workload, diagnostics),
                    PassesToNeighbours = Without(memory.PassesToNeighbours, directive.Map, ["no_link_transfer"], workload, diagnostics),
                },
                "temporal" => memory with
                {
                    ReusesOverTime = Without(memory.ReusesOverTime, directive.Map, ["no_temporal_reuse", "no_reuse"], workload, diagnostics),
                },
                _ => memory,
            };
        }
        return architecture with { Memories = memories };
    }

    private static IReadOnlyList<bool>? Without(
        IReadOnlyList<bool>? before, TimeloopMap map, IReadOnlyList<string> keys, NestWorkload workload, DiagnosticBag diagnostics)
    {
        var names = keys.SelectMany(map.List).OfType<YamlText>().ToList();
        if (names.Count == 0) return before;
        var may = before?.ToArray() ?? [.. workload.Tensors.Select(_ => true)];
        foreach (var name in names)
        {
            var tensor = workload.Tensors.ToList().FindIndex(t => t.Name == name.Value);
            if (tensor >= 0) may[tensor] = false;
            else diagnostics.Error("NEST104", $"there is no tensor '{name.Value}'", name.Spot,
                "there are " + string.Join(", ", workload.Tensors.Select(t => t.Name)));
        }
        return may;
    }
}
