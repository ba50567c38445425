using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Presets;

/// <summary>Reads an accelerator for loop nests from our own YAML: memories outermost first, what computes, what a mapping may do.</summary>
public static class NestPresetReader
{
    private static readonly string[] s_keys = ["name", "title", "source", "clock_hz", "memories", "compute"];

    private static readonly string[] s_memoryKeys =
    [
        "name", "word_bits", "size_bytes", "words", "mesh", "read_pj", "write_pj", "leak_pj", "read_words_per_cycle", "write_words_per_cycle", "keeps",
        "temporal", "across", "down", "passes", "multicasts", "block_words", "double_buffered",
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The accelerator, or null if there are errors.</returns>
    public static NestPreset? Read(string path, DiagnosticBag diagnostics) => ForeignYaml.Read(path, diagnostics) is { } root ? Read(root, diagnostics) : null;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The content of a file.</param>
    /// <param name="file">What it is called in messages.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The accelerator, or null if there are errors.</returns>
    public static NestPreset? ReadText(string text, string file, DiagnosticBag diagnostics)
        => ForeignYaml.ReadText(text, file, diagnostics) is { } root ? Read(root, diagnostics) : null;

    private static NestPreset? Read(YamlNode root, DiagnosticBag diagnostics)
    {
        var map = new TimeloopMap(root, diagnostics);
        Unknown(map, s_keys, diagnostics);
        var memories = map.List("memories").Select(node => new TimeloopMap(node, diagnostics)).ToList();
        if (memories.Count == 0) diagnostics.Error("NEST103", "'memories' is missing", root.Spot, "memories: [{name: DRAM, word_bits: 8}, ...]");
        if (map.Map("compute") is not { } computing)
        {
            diagnostics.Error("NEST103", "'compute' is missing", root.Spot, "compute: {name: mac, mesh: [16, 16], energy_pj: 1}");
            return null;
        }
        foreach (var memory in memories) Unknown(memory, s_memoryKeys, diagnostics);
        var mesh = Mesh(computing, diagnostics);
        var compute = new NestCompute(computing.Text("name") ?? "mac", mesh.X, mesh.Y, computing.Number("energy_pj") ?? 0);
        var levels = memories.Select(memory => Memory(memory, diagnostics)).Reverse().ToList();
        var rules = memories.Select(m => new PresetRule(m.Text("name") ?? "", Words(m, "keeps"), Words(m, "temporal"), Words(m, "across"), Words(m, "down")));
        var clock = map.Number("clock_hz") ?? 1e9;
        if (clock <= 0) diagnostics.Error("NEST102", "'clock_hz' must be above 0", root.Spot);
        Check(levels, compute, root.Spot, diagnostics);
        if (diagnostics.HasErrors) return null;
        var name = map.Text("name") ?? "accelerator";
        return new(name, map.Text("title") ?? name, map.Text("source") ?? "", new(name, levels, compute, 1 / clock), [.. rules]);
    }

    private static void Unknown(TimeloopMap map, string[] known, DiagnosticBag diagnostics)
    {
        foreach (var (key, value) in map.Values.Where(entry => !known.Contains(entry.Key)))
        {
            var close = Suggestion.Closest(key, known) is { } near ? $"did you mean '{near}'? " : "";
            diagnostics.Error("NEST104", $"there is no key '{key}'", value.Spot, close + "keys are " + string.Join(", ", known));
        }
    }

    private static NestMemory Memory(TimeloopMap map, DiagnosticBag diagnostics)
    {
        var (mesh, bits, write) = (Mesh(map, diagnostics), Math.Max(1, map.Whole("word_bits") ?? 16), map.Number("write_pj") ?? 0);
        return new()
        {
            Name = map.Text("name") ?? "", WordBits = (int)bits, MeshX = mesh.X, MeshY = mesh.Y, BlockSize = (int)Math.Max(1, map.Whole("block_words") ?? 1),
            Size = map.Whole("words") ?? map.Whole("size_bytes") * 8 / bits, MultipleBuffering = map.Flag("double_buffered") == true ? 2 : 1,
            ReadBandwidth = map.Number("read_words_per_cycle"), WriteBandwidth = map.Number("write_words_per_cycle"),
            PassesToNeighbours = map.Flag("passes") == false ? [false, false, false] : null,
            Multicasts = map.Flag("multicasts") == false ? [false, false, false] : null,
            Energies = new() { Read = map.Number("read_pj") ?? 0, Write = write, Update = write, Leak = map.Number("leak_pj") ?? 0 },
        };
    }

    private static (long X, long Y) Mesh(TimeloopMap map, DiagnosticBag diagnostics)
    {
        if (map.Get("mesh") is not { } node) return (1, 1);
        var sides = map.List("mesh").OfType<YamlText>().Select(t => long.TryParse(t.Value, out var n) ? n : 0).ToList();
        if (sides.Count == 2 && sides.All(side => side >= 1)) return (sides[0], sides[1]);
        diagnostics.Error("NEST102", "a mesh has two sides of at least 1", node.Spot, "mesh: [16, 16]");
        return (1, 1);
    }

    private static List<string>? Words(TimeloopMap map, string key)
        => map.Get(key) is null ? null : [.. map.List(key).OfType<YamlText>().Select(text => text.Value)];

    private static void Check(List<NestMemory> levels, NestCompute compute, SourceSpot spot, DiagnosticBag diagnostics)
    {
        foreach (var twice in levels.GroupBy(level => level.Name).Where(g => g.Count() > 1))
            diagnostics.Error("NEST107", $"two memories are called '{twice.Key}'", spot);
        var (x, y) = (compute.MeshX, compute.MeshY);
        foreach (var level in levels)
        {
            if (x % level.MeshX != 0 || y % level.MeshY != 0)
                diagnostics.Error("NEST107", $"'{level.Name}' has {level.MeshX} x {level.MeshY} instances, which do not divide the {x} x {y} within it", spot);
            (x, y) = (level.MeshX, level.MeshY);
        }
    }
}
