using Ridgeline.Accelerators.LoopNests.Sparsity;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads <c>sparse_optimizations</c>: the section, or what stands at a component.</summary>
internal sealed class TimeloopSparsity(NestWorkload workload, DiagnosticBag diagnostics)
{
    private const int MostBits = 4096;

    public static Dictionary<string, SparseTreatment> Read(
        YamlNode? node, IReadOnlyList<TimeloopComponent> components, NestWorkload workload, DiagnosticBag diagnostics)
    {
        var (reader, treatments) = (new TimeloopSparsity(workload, diagnostics), new Dictionary<string, SparseTreatment>(StringComparer.Ordinal));
        foreach (var component in components)
        {
            if (component.Node.Map("sparse_optimizations") is { Node: YamlMap { Entries.Count: > 0 } } own) treatments[component.Name] = reader.Treatment(own);
        }
        IReadOnlyList<YamlNode> targets = node switch
        {
            null => [],
            YamlList list => list.Items,
            _ => new TimeloopMap(node, diagnostics).List("targets"),
        };
        foreach (var map in targets.Select(target => new TimeloopMap(target, diagnostics)))
        {
            var name = TimeloopNames.Component(map.Text("name", "target") ?? "").Name;
            if (components.Any(c => c.Name == name)) treatments[name] = reader.Treatment(map);
            else diagnostics.Error("NEST104", $"there is no component '{name}'", map.Node.Spot,
                "there are " + string.Join(", ", components.Select(c => c.Name)));
        }
        return treatments;
    }

    private SparseTreatment Treatment(TimeloopMap map)
    {
        var (formats, fromInside) = (new IReadOnlyList<RankFormat>?[workload.Tensors.Count], new bool[workload.Tensors.Count]);
        foreach (var data in map.Map("representation_format")?.List("data_spaces").Select(n => new TimeloopMap(n, diagnostics)) ?? [])
        {
            if (Tensor(data.Text("name"), data.Node) is not { } tensor) continue;
            formats[tensor] = [.. data.List("ranks").Select(n => Rank(new(n, diagnostics)))];
            fromInside[tensor] = TimeloopMap.Spelling(data.Text("rank_application_order") ?? "") == "inner_to_outer";
        }
        var computing = map.List("compute_optimization").Select(n => new TimeloopMap(n, diagnostics)).ToList();
        return new()
        {
            Formats = formats, FromInside = fromInside, Actions = [.. map.List("action_optimization").Select(n => Action(new(n, diagnostics))).OfType<SparseAction>()],
            GatesZeros = computing.Any(c => c.Text("type") == "gating" || c.Flag("gate_on_zero_operand") == true),
            SkipsUnmatched = computing.Any(c => c.Text("type") == "skipping" || c.Flag("skip_on_not_aligned_operands") == true),
        };
    }

    private RankFormat Rank(TimeloopMap map)
    {
        RankKind? kind = map.Text("format")?.ToUpperInvariant() switch
        {
            "UOP" => RankKind.OffsetPairs,
            "CP" => RankKind.Coordinates,
            "RLE" => RankKind.RunLengths,
            "B" or "BITMASK" => RankKind.Bitmask,
            "UB" => RankKind.UncompressedBitmask,
            _ => null,
        };
        if (kind is null) diagnostics.Error("NEST109", $"the format '{map.Text("format")}' is not known", map.Node.Spot, "UOP, CP, RLE, B or UB");
        var flattened = map.List("flattened_rankIDs").Concat(map.List("flattened_rank_ids"))
            .SelectMany(n => n is YamlList list ? list.Items : [n]).OfType<YamlText>().Select(text => workload.Dimensions.ToList().IndexOf(text.Value));
        return new(kind ?? RankKind.OffsetPairs, Bits(map, "metadata_word_bits", "metadata_datawidth"), Bits(map, "payload_word_bits"),
            [.. flattened.Where(d => d >= 0)]);
    }

    private int? Bits(TimeloopMap map, params ReadOnlySpan<string> keys)
    {
        if (map.Whole(keys) is not { } bits) return null;
        if (bits is >= 0 and <= MostBits) return (int)bits;
        diagnostics.Error("NEST102", $"'{keys[0]}' is {bits}: at most {MostBits} bits are expected", map.Node.Spot);
        return null;
    }

    private SparseAction? Action(TimeloopMap map)
    {
        var options = new List<SparseOption>();
        if (map.Text("type") is var type and not ("gating" or "skipping"))
            diagnostics.Error("NEST109", $"the action '{type}' is not known", map.Node.Spot, "gating or skipping; skipping in space (position-skipping) is not modelled");
        // What is to be left out may stand at the action itself.
        IReadOnlyList<YamlNode> choices = map.Get("options") is null && map.Get("target") is not null ? [map.Node] : map.List("options");
        foreach (var option in choices.Select(n => new TimeloopMap(n, diagnostics)))
        {
            var others = option.List("condition_on").OfType<YamlText>().Select(text => Tensor(text.Value, text)).OfType<int>();
            if (Tensor(option.Text("target"), option.Node) is { } target) options.Add(new(target, [.. others]));
        }
        return options.Count > 0 ? new(map.Text("type") != "gating", options) : null;
    }

    private int? Tensor(string? name, YamlNode node)
    {
        var at = workload.Tensors.ToList().FindIndex(t => t.Name == name);
        if (at >= 0) return at;
        diagnostics.Error("NEST104", $"there is no tensor '{name}'", node.Spot, "there are " + string.Join(", ", workload.Tensors.Select(t => t.Name)));
        return null;
    }
}
