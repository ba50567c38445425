using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Says what a file asks for that has no counterpart here, so that nothing is passed over in silence.</summary>
internal static class TimeloopUnmodelled
{
    private static readonly string[] s_directives = ["target", "name", "type", "factors", "permutation", "split", "keep", "force_keep", "keep_only", "bypass",
        "min", "no_reuse", "no_temporal_reuse", "no_multicast_no_reduction", "no_link_transfer"];
    private static readonly string[] s_kinds = ["temporal", "spatial", "bypass", "bypassing", "datatype", "dataspace"];
    private static readonly string[] s_attributes = ["allow_overbooking", "has_power_gating", "network_fill_latency", "network_drain_latency", "wire_energy",
        "router_energy", "network_word_bits", "addr_gen_energy", "temporal_reduction_energy", "metadata_block_size"];
    private static readonly string[] s_nothing = ["", "0", "0.0", "1", "false", "none", "null", "~"];

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

    /// <summary>Looks at the attributes of a component.</summary>
    public static void Check(TimeloopComponent component, DiagnosticBag diagnostics)
    {
        foreach (var (key, value) in component.Attributes.Values)
        {
            if (s_attributes.Contains(key) && !IsNothing(value)) Warn($"'{key}' of '{component.Name}'", value, diagnostics);
            else if (key == "reduction_supported" && value is YamlText text && !text.Value.Equals("true", StringComparison.OrdinalIgnoreCase))
                Warn($"that '{component.Name}' cannot add sums", value, diagnostics);
        }
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
