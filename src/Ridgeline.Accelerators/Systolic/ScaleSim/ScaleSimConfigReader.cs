using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>Reads SCALE-Sim's <c>.cfg</c> files: sections in brackets, <c>key : value</c> or <c>key = value</c>, keys in any case.</summary>
public static class ScaleSimConfigReader
{
    private static readonly Dictionary<string, string[]> s_keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["general"] = ["run_name"],
        ["architecture_presets"] = ["ArrayHeight", "ArrayWidth", "IfmapSramSzkB", "FilterSramSzkB", "OfmapSramSzkB", "IfmapOffset", "FilterOffset",
            "OfmapOffset", "Bandwidth", "Dataflow", "MemoryBanks", "ReadRequestBuffer", "WriteRequestBuffer", "OnChipMemoryBanks", "OnChipMemoryBankPorts"],
        ["layout"] = ["IfmapCustomLayout", "IfmapSRAMBankBandwidth", "IfmapSRAMBankNum", "IfmapSRAMBankPort", "FilterCustomLayout",
            "FilterSRAMBankBandwidth", "FilterSRAMBankNum", "FilterSRAMBankPort"],
        ["sparsity"] = ["SparsitySupport", "SparseRep", "OptimizedMapping", "BlockSize", "RandomNumberGeneratorSeed"],
        ["run_presets"] = ["InterfaceBandwidth", "UseRamulatorTrace"],
        ["network_presets"] = ["TopologyCsvLoc"],
    };

    /// <summary>Reads a text; null if there are errors.</summary>
    /// <param name="text">The content of the file.</param>
    /// <param name="file">What it is called in messages.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static ScaleSimConfig? Read(string text, string file, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.Errors.Count() + diagnostics.Omitted;
        var values = new IniValues(file, Entries(text, file, diagnostics), diagnostics);
        var isUser = values.Word("InterfaceBandwidth", ["CALC", "USER"]) == "USER";
        var dataflow = Dataflows.Find(values.Word("Dataflow", ["ws", "is", "os"]) ?? "ws") ?? Dataflow.WeightStationary;
        var config = new ScaleSimConfig
        {
            RunName = values.Text("run_name") ?? Path.GetFileNameWithoutExtension(file),
            Rows = values.Count("ArrayHeight"), Columns = values.Count("ArrayWidth"), InputKilobytes = values.Count("IfmapSramSzkB"),
            FilterKilobytes = values.Count("FilterSramSzkB"), OutputKilobytes = values.Count("OfmapSramSzkB"), Dataflow = dataflow, IsUserBandwidth = isUser,
            InputBandwidth = values.Count("IfmapSRAMBankBandwidth", 10), FilterBandwidth = values.Count("FilterSRAMBankBandwidth", 10),
            OutputBandwidth = isUser ? values.First("Bandwidth") : 10,
        };
        if (values.IsOn("SparsitySupport")) config = config with { Sparsity = Sparsity(values, config.Rows) };
        if (isUser)
        {
            const string Hint = "set it to False: results of that mode are not reproduced";
            values.MustNot("IfmapCustomLayout", "custom layouts of the memory's banks are not simulated", Hint);
            values.MustNot("FilterCustomLayout", "custom layouts of the memory's banks are not simulated", Hint);
            values.MustNot("UseRamulatorTrace", "latencies from a Ramulator trace are not simulated", Hint);
        }
        return diagnostics.Errors.Count() + diagnostics.Omitted > errors ? null : config;
    }

    // What their sparse runs stop at, or take for something else, is refused.
    private static ScaleSimSparsity Sparsity(IniValues values, int rows)
    {
        var isRowWise = values.IsOn("OptimizedMapping");
        var sparsity = new ScaleSimSparsity
        {
            Representation = values.Word("SparseRep", ["csr", "csc", "ellpack_block"]) ?? "csr", IsRowWise = isRowWise,
            BlockSize = isRowWise ? values.Count("BlockSize") : 4, Seed = values.Seed("RandomNumberGeneratorSeed", 40),
        };
        values.Refuse("FilterOffset", values.Text("FilterOffset") == "0", "SCALE-Sim takes the weight at address 0 for one that was pruned",
            "any other offset changes nothing else");
        values.Refuse("BlockSize", isRowWise && (sparsity.BlockSize < 2 || sparsity.BlockSize > rows || 2 * rows % sparsity.BlockSize != 0),
            $"twice the {rows} rows of the array are no whole number of such blocks", "from 2 to ArrayHeight, and a divisor of twice as much");
        return sparsity;
    }

    private static Dictionary<string, IniEntry> Entries(string text, string file, DiagnosticBag diagnostics)
    {
        var entries = new Dictionary<string, IniEntry>(StringComparer.OrdinalIgnoreCase);
        string? section = null;
        var lines = text.TrimStart('\uFEFF').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            var indent = lines[i].Length - lines[i].TrimStart().Length;
            if (line.Length == 0 || line[0] is '#' or ';') continue;
            if (line[0] == '[')
            {
                section = line.Trim('[', ']').Trim();
                if (!s_keys.ContainsKey(section)) Warn(i, $"there is no section '{section}'", Suggestion.Closest(section, s_keys.Keys));
                continue;
            }
            var at = line.AsSpan().IndexOfAny(':', '=');
            if (at <= 0) { diagnostics.Error("SIM101", "this is no 'key : value'", new(file, i + 1, indent + 1), "sections stand in brackets, comments begin with #"); continue; }
            var key = line[..at].Trim();
            if (section is not null && s_keys.TryGetValue(section, out var known) && !known.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                Warn(i, $"'{key}' means nothing in [{section}]", Suggestion.Closest(key, known));
            }
            var value = line[(at + 1)..].TrimStart();
            if (!entries.TryAdd(key, new(value, i + 1, indent + line.Length - value.Length + 1)))
            {
                diagnostics.Error("SIM101", $"'{key}' is said twice", new(file, i + 1, indent + 1), $"line {entries[key].Line} says it first");
            }
        }
        return entries;

        void Warn(int line, string what, string? close)
            => diagnostics.Warning("SIM102", what, new(file, line + 1, 1), close is null ? "it is left out" : $"did you mean '{close}'?");
    }
}
