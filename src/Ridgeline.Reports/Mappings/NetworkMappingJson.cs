using System.Text.Encodings.Web;
using System.Text.Json;
using Ridgeline.Accelerators.LoopNests.Networks;

namespace Ridgeline.Reports.Mappings;

/// <summary>A mapped network as JSON: schema 1, SI base units in the keys; each layer with its nests as in <see cref="MappingJson"/>.</summary>
public static class NetworkMappingJson
{
    private static readonly JsonWriterOptions s_indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object.</summary>
    public static void Write(MappedNetwork network, Stream to)
    {
        using var json = new Utf8JsonWriter(to, s_indented);
        json.WriteStartObject();
        json.WriteNumber("schema_version", MappingJson.SchemaVersion);
        json.WriteString("network", network.Network);
        json.WriteString("accelerator", network.Architecture.Name);
        json.WriteNumber("cycles", network.Cycles);
        json.WriteNumber("latency_s", network.Timeline.Duration.Value);
        json.WriteNumber("energy_j", network.Timeline.Energy.Value);
        json.WriteNumber("mappings_evaluated", network.MappingsEvaluated);
        json.WriteStartArray("layers");
        foreach (var layer in network.Layers) Layer(json, layer);
        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in network.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Layer(Utf8JsonWriter json, MappedLayer layer)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteString("op", layer.Span.Op);
        json.WriteNumber("start_s", layer.Span.Start.Value);
        json.WriteNumber("time_s", layer.Span.Duration.Value);
        json.WriteNumber("cycles", layer.Cycles);
        json.WriteNumber("energy_j", layer.Span.TotalEnergy.Value);
        json.WriteNumber("utilisation", layer.Span.Utilisation);
        json.WriteString("bound", layer.Span.Bound.ToString());
        json.WriteStartArray("stays_on_chip");
        foreach (var tensor in layer.StaysOnChip) json.WriteStringValue(tensor);
        json.WriteEndArray();
        json.WriteStartArray("nests");
        foreach (var (nest, times) in layer.Nests)
        {
            json.WriteStartObject();
            json.WriteNumber("times", times);
            MappingJson.Body(json, nest);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
