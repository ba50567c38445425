using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Says what a file asks for that has no counterpart here, so that nothing is passed over in silence.</summary>
internal static class TimeloopUnmodelled
{
    private static readonly string[] s_directives = ["target", "name", "type", "factors", "permutation", "split", "keep", "force_keep", "keep_only", "bypass",
        "min", "no_reuse", "no_temporal_reuse", "no_multicast_no_reduction", "no_link_transfer"];
    private static readonly string[] s_kinds = ["temporal", "spatial", "bypass", "bypassing", "datatype", "dataspace"];
    private static readonly string[] s_nothing = ["", "0", "0.0", "1", "false", "none", "null", "~"];

    // What an attribute would change in the model, where it says more than nothing.
    private static readonly string[] s_attributes = ["allow_overbooking", "has_power_gating", "network_fill_latency", "network_drain_latency", "wire_energy",
        "router_energy", "network_word_bits", "addr_gen_energy", "temporal_reduction_energy", "metadata_block_size"];

    // What is read, and what only makes the energies that the ERT has.
    private static readonly HashSet<string> s_known = ["name", "class", "subclass", "attributes", "required_actions", "enabled", "constraints", "spatial",
        "sparse_optimizations", "area_scale", "energy_scale", "version", "local", "instances", "meshX", "meshY", "meshx", "meshy", "word_bits", "word_width",
        "datawidth", "block_size", "n_words", "cluster_size", "width", "memory_width", "data_storage_width", "depth", "memory_depth", "data_storage_depth",
        "entries", "sizeKB", "bandwidth", "read_bandwidth", "write_bandwidth", "shared_bandwidth", "per_dataspace_bandwidth_consumption_scale",
        "multiple_buffering", "min_utilization", "reduction_supported", "metadata_storage_width", "metadata_storage_depth", "metadata_datawidth",
        "metadata_word_bits", "metadata_counter_width", "decompression_supported", "compression_supported", "concordant_compressed_tile_traversal",
        "tile_partition_supported", "technology", "type", "global_cycle_seconds", "action_latency_cycles", "power_gated_at", "update_fifo_depth", "n_banks",
        "num_banks", "n_ports", "num_ports", "n_rdwr_ports", "n_rd_ports", "n_wr_ports", "n_rw_ports", "n_bits", "precision", "latency", "cache_type",
        "address_generators", "phy_datawidth", "phy_metadata_datawidth", "physical_data_storage_depth", "physical_metadata_storage_depth", "tag_width"];

    private static readonly HashSet<string> s_sections = ["dumped_by_timeloop_front_end", "architecture", "arch", "problem", "mapping", "mapper", "mapspace",
        "architecture_constraints", "mapspace_constraints", "constraints", "extra_mapping_constraints", "sparse_optimizations", "ERT", "ART", "ERT_summary",
        "ART_summary", "energy_reference_table", "area_reference_table", "compound_components", "components", "variables", "globals", "version", "processors"];

    /// <summary>Looks at the names of sections.</summary>
    public static void Check(Dictionary<string, YamlNode> sections, DiagnosticBag diagnostics)
    {
        foreach (var (key, value) in sections.Where(section => !s_sections.Contains(section.Key)).Take(10))
            diagnostics.Warning("NEST114", $"the section '{key}' is not known and is passed over", value.Spot);
    }

    /// <summary>Looks at what steers Timeloop's own search.</summary>
    public static void Check(TimeloopMap mapper, DiagnosticBag diagnostics)
    {
        string[] read = ["version", "optimization_metric", "optimization_metrics"];
        var others = mapper.Values.Where(entry => !read.Contains(entry.Key) && !IsNothing(entry.Value)).Select(entry => entry.Key).Take(12).ToList();
        if (others.Count == 0) return;
        diagnostics.Warning("NEST112", $"of 'mapper', {string.Join(", ", others)} steer Timeloop's own search and are passed over", mapper.Node.Spot,
            "--effort and --time-limit steer this one");
    }

    /// <summary>Looks at a directive of a mapping or a constraint.</summary>
    public static void Check(TimeloopConstraint directive, DiagnosticBag diagnostics)
    {
        if (!s_kinds.Contains(directive.Kind)) Warn($"the constraint '{directive.Kind}' of '{directive.Target}'", directive.Map.Node, diagnostics);
        foreach (var (key, value) in directive.Map.Values)
        {
            if (!s_directives.Contains(key) && !IsNothing(value)) Warn($"'{key}' of '{directive.Target}'", value, diagnostics);
        }
        foreach (var text in directive.Map.List("factors").OfType<YamlText>().Where(text => text.Value.Contains(">=", StringComparison.Ordinal)))
            Warn($"the lower bound in '{text.Value}'", text, diagnostics);
    }

    /// <summary>Looks at the attributes of memories.</summary>
    public static void Check(IEnumerable<TimeloopComponent> memories, DiagnosticBag diagnostics)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var memory in memories)
        {
            foreach (var (key, value) in memory.Attributes.Values) Check(memory, key, value, unknown, diagnostics);
        }
    }

    private static void Check(TimeloopComponent memory, string key, YamlNode value, HashSet<string> unknown, DiagnosticBag diagnostics)
    {
        if (s_attributes.Contains(key))
        {
            if (!IsNothing(value)) Warn($"'{key}' of '{memory.Name}'", value, diagnostics);
        }
        else if (key == "reduction_supported" && value is YamlText text && !text.Value.Equals("true", StringComparison.OrdinalIgnoreCase))
            Warn($"that '{memory.Name}' cannot add sums", value, diagnostics);
        // Names in capitals are those that expressions use.
        else if (!s_known.Contains(key) && key.Any(char.IsAsciiLetterLower) && unknown.Count < 20 && unknown.Add(key))
            diagnostics.Warning("NEST114", $"'{key}' of '{memory.Name}' is not known and is passed over", value.Spot);
    }

    private static void Warn(string what, YamlNode node, DiagnosticBag diagnostics)
        => diagnostics.Warning("NEST112", what + " is not modelled and is left out of account", node.Spot);

    private static bool IsNothing(YamlNode node) => node switch
    {
        YamlText text => text.IsNull || s_nothing.Contains(text.Value.ToLowerInvariant()),
        YamlList list => list.Items.Count == 0,
        YamlMap map => map.Entries.Count == 0,
        _ => false,
    };
}
