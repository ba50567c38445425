using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads Timeloop's YAML, versions 0.1 to 0.4 and what its front-end makes of it: architecture, problem, mapping, constraints, mapper and ERT.</summary>
/// <remarks>Written after the files and outputs of Timeloop at commit 4cf6d4c; none of its code is used.</remarks>
public static class TimeloopReader
{
    private static readonly string[] s_constraints
        = ["architecture_constraints", "mapspace_constraints", "constraints", "mapspace", "extra_mapping_constraints"];

    /// <summary>Reads files, which together say everything; a section that stands in several is taken from the last that fills it.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>What they say; null if there are errors.</returns>
    public static TimeloopInput? Read(IReadOnlyList<string> paths, DiagnosticBag diagnostics)
    {
        var roots = paths.Select(path => ForeignYaml.Read(path, diagnostics)).ToList();
        foreach (var path in diagnostics.HasErrors ? paths : []) TimeloopTemplates.Check(path, diagnostics);
        return diagnostics.HasErrors ? null : Read([.. roots.OfType<YamlNode>()], diagnostics);
    }

    /// <summary>Reads texts.</summary>
    /// <param name="texts">The contents of files, each with what it is called in messages.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>What they say; null if there are errors.</returns>
    public static TimeloopInput? ReadTexts(IReadOnlyList<(string File, string Text)> texts, DiagnosticBag diagnostics)
    {
        var roots = texts.Select(text => ForeignYaml.ReadText(text.Text, text.File, diagnostics)).ToList();
        foreach (var (file, text) in diagnostics.HasErrors ? texts : []) TimeloopTemplates.Check(file, text, diagnostics);
        return diagnostics.HasErrors ? null : Read([.. roots.OfType<YamlNode>()], diagnostics);
    }

    private static TimeloopInput? Read(IReadOnlyList<YamlNode> roots, DiagnosticBag diagnostics)
    {
        var sections = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            foreach (var (key, value) in new TimeloopMap(root, diagnostics).Values)
            {
                if (!sections.ContainsKey(key) || !IsEmpty(value)) sections[key] = value;
            }
        }
        if (!sections.ContainsKey("architecture") && sections.TryGetValue("arch", out var flat)) sections["architecture"] = flat;
        TimeloopUnmodelled.Check(sections, diagnostics);
        var place = roots.Count > 0 ? roots[0].Spot : default;
        var (problem, architecture) = (Section("problem", "a workload"), Section("architecture", "an accelerator"));
        if (problem is null || architecture is null) return null;
        var variables = sections.TryGetValue("variables", out var named) ? new TimeloopMap(named, diagnostics) : null;
        var workload = TimeloopProblem.Read(problem, variables, diagnostics);
        if (workload is null) return null;
        var components = TimeloopArchitecture.Read(architecture, variables, diagnostics);
        if (components is null) return null;
        var energies = TimeloopEnergies.Read(sections.GetValueOrDefault("ERT"), diagnostics);
        var built = components.Build(workload, energies, sections, diagnostics);
        if (built is null || diagnostics.HasErrors) return null;
        var directives = new TimeloopDirectives(workload, built, diagnostics);
        var constraints = directives.Constraints([.. ConstraintNodes(sections, diagnostics), .. components.Constraints.Cast<object>()]);
        var mapping = sections.GetValueOrDefault("mapping") is { } given && !IsEmpty(given) ? directives.Mapping(given) : null;
        var modelled = directives.Architecture;
        var metrics = Metrics(sections, mapping is null, diagnostics);
        var spot = (mapping is null ? architecture : sections["mapping"]).Spot;
        return diagnostics.HasErrors ? null : new(workload, modelled, mapping, constraints, metrics, spot);

        YamlNode? Section(string key, string what)
        {
            if (sections.TryGetValue(key, out var node)) return node;
            diagnostics.Error("NEST103", $"there is no section '{key}': {what} is missing", place, "name all files, with commas");
            return null;
        }
    }

    private static IEnumerable<YamlNode> ConstraintNodes(Dictionary<string, YamlNode> sections, DiagnosticBag diagnostics)
    {
        foreach (var name in s_constraints)
        {
            if (!sections.TryGetValue(name, out var node)) continue;
            if (node is YamlList list)
            {
                foreach (var item in list.Items) yield return item;
                continue;
            }
            var map = new TimeloopMap(node, diagnostics);
            foreach (var item in map.List("targets")) yield return item;
            // Version 0.1 has several lists beside each other, and says which one holds.
            var chosen = map.Get("constraints") is YamlText { Value: var which } ? "constraints_" + which : "constraints";
            foreach (var item in map.List(chosen)) yield return item;
        }
    }

    private static IReadOnlyList<string> Metrics(Dictionary<string, YamlNode> sections, bool isSearched, DiagnosticBag diagnostics)
    {
        if (!sections.TryGetValue("mapper", out var node)) return [];
        var mapper = new TimeloopMap(node, diagnostics);
        if (isSearched) TimeloopUnmodelled.Check(mapper, diagnostics);
        var words = mapper.List("optimization_metrics").Concat(mapper.List("optimization_metric")).OfType<YamlText>().Select(text => text.Value);
        return [.. words.Distinct()];
    }

    private static bool IsEmpty(YamlNode node) => node is YamlText { IsNull: true } or YamlList { Items.Count: 0 } or YamlMap { Entries.Count: 0 };
}
