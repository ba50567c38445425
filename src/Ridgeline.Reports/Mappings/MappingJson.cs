using System.Text.Encodings.Web;
using System.Text.Json;
using Ridgeline.Accelerators.LoopNests;

namespace Ridgeline.Reports.Mappings;

/// <summary>A mapped loop nest as JSON: schema 1, SI base units in the keys. Counts are those of one instance of a memory, in words.</summary>
public static class MappingJson
{
    /// <summary>The version of the schema: raised when a key changes its meaning or goes.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonWriterOptions s_indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object.</summary>
    public static void Write(MappedNest nest, Stream to)
    {
        using var json = new Utf8JsonWriter(to, s_indented);
        json.WriteStartObject();
        json.WriteNumber("schema_version", SchemaVersion);
        Body(json, nest);
        json.WriteEndObject();
    }

    internal static void Body(Utf8JsonWriter json, MappedNest nest)
    {
        var result = nest.Result;
        json.WriteString("workload", nest.Workload.Name);
        json.WriteNumber("cycles", result.Cycles);
        json.WriteNumber("compute_cycles", result.ComputeCycles);
        json.WriteNumber("latency_s", result.Latency.Value);
        json.WriteNumber("energy_j", result.Energy.Value);
        json.WriteNumber("utilisation", result.Utilisation);
        json.WriteNumber("edp_js", result.EnergyDelay);
        json.WriteNumber("computes", result.Computes);
        json.WriteNumber("actual_computes", result.ActualComputes);
        json.WriteNumber("mappings_evaluated", nest.MappingsEvaluated);
        json.WriteBoolean("proven_optimal", nest.ProvenOptimal);
        json.WriteString("bottleneck", result.Bottleneck ?? nest.Architecture.Compute.Name);
        json.WriteStartArray("levels");
        foreach (var traffic in result.Traffic) Traffic(json, traffic);
        json.WriteEndArray();
        json.WriteStartArray("memories");
        foreach (var level in result.Levels) Memory(json, level);
        json.WriteEndArray();
        json.WriteStartObject("compute");
        json.WriteString("name", nest.Architecture.Compute.Name);
        json.WriteNumber("energy_j", result.ComputePicojoules * 1e-12);
        json.WriteEndObject();
        Mapping(json, nest);
    }

    private static void Traffic(Utf8JsonWriter json, TensorTraffic traffic)
    {
        json.WriteStartObject();
        json.WriteString("name", traffic.Level);
        json.WriteString("tensor", traffic.Tensor);
        json.WriteNumber("reads", traffic.Reads);
        json.WriteNumber("fills", traffic.Fills);
        json.WriteNumber("updates", traffic.Updates);
        json.WriteNumber("utilised_capacity", traffic.UtilisedCapacity);
        json.WriteNumber("energy_j", traffic.Picojoules * 1e-12);
        json.WriteNumber("instances", traffic.Instances);
        json.WriteNumber("reductions", traffic.Reductions);
        if (traffic.Sparse is { } sparse) Sparse(json, sparse);
        json.WriteEndObject();
    }

    private static void Sparse(Utf8JsonWriter json, SparseTraffic sparse)
    {
        json.WriteNumber("actual_reads", sparse.ActualReads);
        json.WriteNumber("gated_reads", sparse.GatedReads);
        json.WriteNumber("skipped_reads", sparse.SkippedReads);
        json.WriteNumber("actual_fills", sparse.ActualFills);
        json.WriteNumber("gated_fills", sparse.GatedFills);
        json.WriteNumber("skipped_fills", sparse.SkippedFills);
        json.WriteNumber("actual_updates", sparse.ActualUpdates);
        json.WriteNumber("gated_updates", sparse.GatedUpdates);
        json.WriteNumber("skipped_updates", sparse.SkippedUpdates);
        json.WriteNumber("metadata_reads", sparse.MetadataReads);
        json.WriteNumber("metadata_fills", sparse.MetadataFills);
        json.WriteNumber("metadata_updates", sparse.MetadataUpdates);
        json.WriteNumber("metadata_bits", sparse.MetadataBits);
    }

    private static void Memory(Utf8JsonWriter json, LevelSummary level)
    {
        json.WriteStartObject();
        json.WriteString("name", level.Name);
        json.WriteNumber("cycles", level.Cycles);
        json.WriteNumber("read_words_per_cycle", level.ReadBandwidth);
        json.WriteNumber("write_words_per_cycle", level.WriteBandwidth);
        json.WriteNumber("energy_j", level.Picojoules * 1e-12);
        json.WriteNumber("leakage_j", level.Leakage * 1e-12);
        json.WriteEndObject();
    }

    private static void Mapping(Utf8JsonWriter json, MappedNest nest)
    {
        json.WriteStartArray("mapping");
        for (var level = nest.Mapping.Levels.Count - 1; level >= 0; level--)
        {
            var at = nest.Mapping.Levels[level];
            json.WriteStartObject();
            json.WriteString("memory", nest.Architecture.Memories[level].Name);
            json.WriteStartArray("keeps");
            for (var t = 0; t < at.Keeps.Count; t++)
            {
                if (at.Keeps[t]) json.WriteStringValue(nest.Workload.Tensors[t].Name);
            }
            json.WriteEndArray();
            Loops(json, "temporal", at.Temporal, nest);
            Loops(json, "spatial", at.Spatial, nest);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Loops(Utf8JsonWriter json, string key, IReadOnlyList<NestLoop> loops, MappedNest nest)
    {
        json.WriteStartArray(key);
        foreach (var loop in loops.Reverse())
        {
            json.WriteStartObject();
            json.WriteString("dimension", nest.Workload.Dimensions[loop.Dimension]);
            json.WriteNumber("factor", loop.Factor);
            if (loop.Last != loop.Factor) json.WriteNumber("last", loop.Last);
            if (key == "spatial") json.WriteString("axis", loop.IsVertical ? "y" : "x");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
