using System.Globalization;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads mappings and constraints: lists of directives, each about one memory.</summary>
internal sealed class TimeloopDirectives(NestWorkload workload, NestArchitecture architecture, DiagnosticBag diagnostics)
{
    private readonly string[] _dimensions = [.. workload.Dimensions];
    private readonly List<TimeloopConstraint> _all = [];
    private readonly List<TimeloopRemainder> _lasts = [];

    /// <summary>The accelerator with what the directives read so far say of reuse.</summary>
    public NestArchitecture Architecture => TimeloopReuse.Apply(architecture, _all, workload, diagnostics);

    public NestMapping? Mapping(YamlNode node)
    {
        var directives = Directives(node is YamlList list ? list.Items : [node]).ToList();
        if (directives.Count == 0)
        {
            diagnostics.Error("NEST103", "the mapping has no directives", node.Spot);
            return null;
        }
        var constraints = Merge(directives, isMapping: true);
        return diagnostics.HasErrors ? null : new MappingFromFactors(workload, architecture, diagnostics).Build(constraints, _lasts, node.Spot);
    }

    public NestConstraints Constraints(IReadOnlyList<object> items)
    {
        var written = Directives([.. items.OfType<YamlNode>()]);
        return Merge([.. written, .. items.OfType<TimeloopConstraint>()], isMapping: false);
    }

    private IEnumerable<TimeloopConstraint> Directives(IReadOnlyList<YamlNode> nodes)
    {
        foreach (var map in nodes.Select(node => new TimeloopMap(node, diagnostics)))
        {
            if (map.Text("target", "name") is { } target) yield return new(target, map.Text("type") ?? "temporal", map);
        }
    }

    private NestConstraints Merge(IReadOnlyList<TimeloopConstraint> directives, bool isMapping)
    {
        var levels = NestConstraints.Free(workload, architecture).Levels.ToArray();
        _all.AddRange(directives);
        foreach (var directive in directives)
        {
            TimeloopUnmodelled.Check(directive, diagnostics);
            var name = TimeloopNames.Component(directive.Target).Name;
            var level = Array.FindIndex([.. architecture.Memories], memory => memory.Name == name);
            if (level < 0)
            {
                if (name == architecture.Compute.Name) continue;
                diagnostics.Error("NEST104", $"there is no memory '{name}'", directive.Map.Node.Spot,
                    "there are " + string.Join(", ", architecture.Memories.Select(memory => memory.Name)));
                continue;
            }
            levels[level] = directive.Kind switch
            {
                "temporal" => levels[level] with { Temporal = Loops(directive.Map, levels[level].Temporal, isMapping) },
                "spatial" => levels[level] with { Spatial = Loops(directive.Map, levels[level].Spatial, isMapping) },
                "bypass" or "bypassing" or "datatype" or "dataspace" => levels[level] with { Keeps = Keeps(directive.Map, levels[level].Keeps) },
                _ => levels[level],
            };
        }
        return new(levels);
    }

    private LoopConstraint Loops(TimeloopMap map, LoopConstraint before, bool isMapping)
    {
        var factors = before.Factors.ToArray();
        foreach (var (word, sign, number) in Factors(map))
        {
            if (Dimension(word, map) is not { } dimension) continue;
            var (whole, rest) = number.Split(',') is [var first, var second] ? (first, second) : (number, null);
            if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var factor))
            {
                diagnostics.Error("NEST104", $"'{word}{sign}{number}' is no factor", map.Node.Spot, $"{word}=4, or {word}=4,3 where the last round has but 3");
                continue;
            }
            if (rest is not null) Remember(dimension, rest, map);
            if (!isMapping && factor > workload.Sizes[dimension]) factor = Clamped(factor, dimension, sign, map);
            factors[dimension] = sign.Contains('<', StringComparison.Ordinal) ? new(AtMost: factor) : new(Exactly: factor);
        }
        var order = map.Get("permutation") is { } node ? Order(node, map) : before.Innermost;
        return new(factors, order, (int?)map.Whole("split") ?? before.Split);
    }

    private void Remember(int dimension, string rest, TimeloopMap map)
    {
        if (!long.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var last)) return;
        var level = architecture.Memories.ToList().FindIndex(memory => memory.Name == TimeloopNames.Component(map.Text("target", "name") ?? "").Name);
        if (level >= 0) _lasts.Add(new(level, map.Text("type") == "spatial" ? 0 : 1, dimension, last, map.Node.Spot));
    }

    // One set of constraints serves workloads of all sizes: a factor larger than its dimension takes all of it.
    private long Clamped(long factor, int dimension, string sign, TimeloopMap map)
    {
        var size = workload.Sizes[dimension];
        if (!sign.Contains('<', StringComparison.Ordinal))
        {
            diagnostics.Warning("NEST111", $"{_dimensions[dimension]}={factor} is more than the dimension has: {size} is taken", map.Node.Spot);
        }
        return size;
    }

    private static IEnumerable<(string, string, string)> Factors(TimeloopMap map)
        => map.List("factors").OfType<YamlText>().SelectMany(text => TimeloopNames.Factors(text.Value));

    private IReadOnlyList<int> Order(YamlNode node, TimeloopMap map)
    {
        var words = node switch
        {
            YamlList list => [.. list.Items.OfType<YamlText>().Select(text => text.Value)],
            YamlText { Value: var text } when _dimensions.Contains(text) => [text],
            YamlText { Value: var text } => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries),
            _ => [],
        };
        // Letters may stand together, in groups as one likes: NPQR SCK.
        return [.. words.SelectMany(Letters).Select(word => Dimension(word, map)).OfType<int>().Distinct()];

        IEnumerable<string> Letters(string word)
            => _dimensions.Contains(word) || word.Length > _dimensions.Length ? [word] : word.Select(letter => letter.ToString());
    }

    private bool?[] Keeps(TimeloopMap map, IReadOnlyList<bool?> before)
    {
        var keeps = before.ToArray();
        foreach (var (key, keep) in new[] { ("keep", true), ("force_keep", true), ("keep_only", true), ("bypass", false) })
        {
            foreach (var text in map.List(key).OfType<YamlText>())
            {
                var tensor = Array.FindIndex([.. workload.Tensors], t => t.Name == text.Value);
                if (tensor >= 0) keeps[tensor] = keep;
                else diagnostics.Error("NEST104", $"there is no tensor '{text.Value}'", text.Spot,
                    "there are " + string.Join(", ", workload.Tensors.Select(t => t.Name)));
            }
        }
        return keeps;
    }

    private int? Dimension(string word, TimeloopMap map)
    {
        var at = Array.IndexOf(_dimensions, word);
        if (at >= 0) return at;
        diagnostics.Error("NEST104", $"there is no dimension '{word}'", map.Node.Spot, "there are " + string.Join(", ", _dimensions));
        return null;
    }
}
