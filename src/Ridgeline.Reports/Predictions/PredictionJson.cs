using System.Text.Encodings.Web;
using System.Text.Json;
using Ridgeline.Machines;
using Ridgeline.Prediction;

namespace Ridgeline.Reports.Predictions;

/// <summary>A prediction as JSON: schema 1, SI base units in the keys, null where a thing is not known.</summary>
public static class PredictionJson
{
    /// <summary>The version of the schema: raised when a key changes its meaning or goes.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonWriterOptions s_indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one prediction as an object, several as an object with the array <c>predictions</c>.</summary>
    public static void Write(IReadOnlyList<NetworkPrediction> predictions, Stream to)
    {
        using var json = new Utf8JsonWriter(to, s_indented);
        if (predictions is [var only])
        {
            One(json, only);
            return;
        }
        json.WriteStartObject();
        json.WriteNumber("schema_version", SchemaVersion);
        json.WriteStartArray("predictions");
        foreach (var prediction in predictions) One(json, prediction);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes layers, one object a line.</summary>
    public static void WriteLines(IReadOnlyList<NetworkPrediction> predictions, Stream to)
    {
        using var json = new Utf8JsonWriter(to, s_line);
        foreach (var prediction in predictions)
        {
            foreach (var layer in prediction.Layers)
            {
                Layer(json, layer, prediction.Machine.Name);
                json.Flush();
                to.WriteByte((byte)'\n');
                json.Reset();
            }
        }
    }

    private static void One(Utf8JsonWriter json, NetworkPrediction p)
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", SchemaVersion);
        json.WriteString("network", p.Network);
        json.WriteString("machine", p.Machine.Name);
        json.WriteNumber("batch", p.Batch);
        json.WriteString("precision", p.Precision.Name());
        json.WriteNumber("concurrency", p.Serving.Concurrency);
        json.WriteNumber("latency_s", p.Serving.Latency.Value);
        json.WriteNumber("throughput_per_s", p.Serving.Throughput);
        json.WriteNumber("saturation_per_s", p.Serving.Saturation);
        json.WriteString("bottleneck", p.Serving.Bottleneck);
        Real(json, "arrival_rate_per_s", p.Serving.ArrivalRate);
        Real(json, "latency_p99_bound_s", p.Serving.Tail99?.Value);
        json.WriteNumber("energy_j", p.Energy.Value);
        json.WriteNumber("utilisation", p.Utilisation);
        json.WriteNumber("peak_memory_bytes", p.PeakMemory.Value);
        json.WriteNumber("missing_bytes", p.Missing.Value);
        json.WriteBoolean("fits", p.Fits);
        Real(json, "machine_usd_per_million", p.Cost?.Machine);
        Real(json, "electricity_usd_per_million", p.Cost?.Electricity);
        json.WriteStartArray("layers");
        foreach (var layer in p.Layers) Layer(json, layer, null);
        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in p.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Layer(Utf8JsonWriter json, LayerPrediction layer, string? machine)
    {
        var span = layer.Span;
        json.WriteStartObject();
        if (machine is not null) json.WriteString("machine", machine);
        json.WriteString("name", span.Name);
        json.WriteString("op", span.Op);
        json.WriteString("block", span.Block);
        json.WriteString("family", layer.Family.Name());
        json.WriteString("fused_into", layer.FusedInto);
        json.WriteString("unit", span.Unit);
        json.WriteNumber("start_s", span.Start.Value);
        json.WriteNumber("time_s", span.Duration.Value);
        json.WriteString("bound", span.Bound.ToString());
        json.WriteNumber("compute_s", layer.Compute.Value);
        json.WriteStartObject("memory_s");
        foreach (var level in span.Traffic) json.WriteNumber(level.Level, level.Time.Value);
        json.WriteEndObject();
        json.WriteStartObject("memory_bytes");
        foreach (var level in span.Traffic) json.WriteNumber(level.Level, level.Moved.Value);
        json.WriteEndObject();
        json.WriteStartObject("energy_j");
        foreach (var part in span.Energy) json.WriteNumber(part.Kind, part.Energy.Value);
        json.WriteEndObject();
        json.WriteNumber("utilisation", span.Utilisation);
        Real(json, "known_error", layer.KnownError);
        json.WriteString("known_error_from", layer.Error.Evidence);
        json.WriteEndObject();
    }

    private static void Real(Utf8JsonWriter json, string key, double? number)
    {
        if (number is { } known) json.WriteNumber(key, known);
        else json.WriteNull(key);
    }
}
