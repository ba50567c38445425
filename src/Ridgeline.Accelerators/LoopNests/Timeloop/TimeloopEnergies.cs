using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads an energy reference table (ERT): picojoules an action, component by component.</summary>
internal sealed class TimeloopEnergies
{
    private const double LargestEnergy = 1e15;

    private readonly Dictionary<string, Dictionary<string, double>> _tables = new(StringComparer.Ordinal);

    public bool IsEmpty => _tables.Count == 0;

    public bool Knows(string component) => _tables.ContainsKey(component);

    public static TimeloopEnergies Read(YamlNode? node, DiagnosticBag diagnostics)
    {
        var energies = new TimeloopEnergies();
        if (node is null) return energies;
        foreach (var table in new TimeloopMap(node, diagnostics).List("tables").Select(n => new TimeloopMap(n, diagnostics)))
        {
            if (table.Text("name") is not { } name) continue;
            var actions = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var action in table.List("actions").Select(n => new TimeloopMap(n, diagnostics)))
            {
                if (action.Text("name") is not { } word || action.Number("energy") is not { } energy) continue;
                if (energy is < 0 or > LargestEnergy)
                {
                    diagnostics.Error("NEST102", $"'{word}' of '{name}' costs {energy} pJ: no energy of an access", action.Node.Spot);
                    continue;
                }
                // An action that stands several times, with other arguments, costs the most of them.
                actions[word] = Math.Max(energy, actions.GetValueOrDefault(word, energy));
            }
            energies._tables[TimeloopNames.Component(name).Name] = actions;
        }
        return energies;
    }

    public ActionEnergies Memory(string name)
    {
        if (!_tables.TryGetValue(name, out var table)) return new();
        return new()
        {
            Read = First(table, "random_read", "read"),
            GatedRead = First(table, "gated_read", "idle"),
            SkippedRead = First(table, "skipped_read", "gated_read", "idle"),
            Write = First(table, "random_fill", "random_write", "fill", "write"),
            GatedWrite = First(table, "gated_fill", "gated_write", "idle"),
            SkippedWrite = First(table, "skipped_fill", "skipped_write", "gated_fill", "gated_write", "idle"),
            Update = First(table, "random_update", "random_write", "update", "write"),
            GatedUpdate = First(table, "gated_update", "gated_write", "idle"),
            SkippedUpdate = First(table, "skipped_update", "skipped_write", "gated_update", "gated_write", "idle"),
            MetadataRead = First(table, "random_metadata_read", "metadata_read"),
            MetadataWrite = First(table, "random_metadata_fill", "random_metadata_write", "metadata_fill", "metadata_write"),
            MetadataUpdate = First(table, "random_metadata_update", "random_metadata_write", "metadata_update", "metadata_write"),
            GatedMetadataRead = First(table, "gated_metadata_read"),
            GatedMetadataWrite = First(table, "gated_metadata_fill", "gated_metadata_write"),
            Decompression = First(table, "decompression_count"),
            Compression = First(table, "compression_count"),
            Leak = First(table, "leak"),
        };
    }

    public NestCompute Compute(NestCompute compute)
    {
        if (!_tables.TryGetValue(compute.Name, out var table)) return compute;
        var energy = First(table, "mac_random", "mult_random", "mac", "mult", "compute");
        return compute with
        {
            // Timeloop counts the leakage of memories only, though the table has that of what computes.
            Energy = energy,
            GatedEnergy = Known(table, "mac_gated", "mult_gated", "compute_gated") ?? energy,
            SkippedEnergy = Known(table, "mac_skipped", "mult_skipped", "compute_skipped", "mac_gated", "mult_gated", "compute_gated") ?? energy,
        };
    }

    private static double First(Dictionary<string, double> table, params ReadOnlySpan<string> words) => Known(table, words) ?? 0;

    private static double? Known(Dictionary<string, double> table, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (table.TryGetValue(word, out var energy)) return energy;
        }
        return null;
    }
}
