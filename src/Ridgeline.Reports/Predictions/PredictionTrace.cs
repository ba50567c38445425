using System.Globalization;
using System.Text.Json;
using Ridgeline.Prediction;
using Ridgeline.Quantities;

namespace Ridgeline.Reports.Predictions;

/// <summary>
/// Timelines as a trace in the JSON event format, which ui.perfetto.dev and chrome://tracing open: a process a machine, a thread a unit, microseconds.
/// </summary>
public static class PredictionTrace
{
    private const double MicrosecondsPerSecond = 1e6;

    /// <summary>Writes a trace.</summary>
    public static void Write(IReadOnlyList<NetworkPrediction> predictions, Stream to)
    {
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ns");
        json.WriteStartArray("traceEvents");
        for (var i = 0; i < predictions.Count; i++) One(json, predictions[i], i + 1);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void One(Utf8JsonWriter json, NetworkPrediction prediction, int process)
    {
        Name(json, "process_name", process, 0, $"{prediction.Network} on {prediction.Machine.Title}");
        var units = prediction.Layers.Select(Unit).Distinct().ToList();
        for (var i = 0; i < units.Count; i++) Name(json, "thread_name", process, i + 1, units[i]);
        foreach (var layer in prediction.Layers.Where(l => l.Span.Duration > Seconds.Zero)) Slice(json, layer, process, units.IndexOf(Unit(layer)) + 1);
    }

    private static string Unit(LayerPrediction layer) => layer.Span.Unit.Length > 0 ? layer.Span.Unit : "copies";

    private static void Name(Utf8JsonWriter json, string kind, int process, int thread, string name)
    {
        json.WriteStartObject();
        json.WriteString("ph", "M");
        json.WriteString("name", kind);
        json.WriteNumber("pid", process);
        json.WriteNumber("tid", thread);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Slice(Utf8JsonWriter json, LayerPrediction layer, int process, int thread)
    {
        var span = layer.Span;
        json.WriteStartObject();
        json.WriteString("ph", "X");
        json.WriteString("name", span.Name);
        json.WriteString("cat", span.Op);
        json.WriteNumber("pid", process);
        json.WriteNumber("tid", thread);
        json.WriteNumber("ts", span.Start.Value * MicrosecondsPerSecond);
        json.WriteNumber("dur", span.Duration.Value * MicrosecondsPerSecond);
        json.WriteStartObject("args");
        json.WriteString("bound", span.Bound.ToString());
        json.WriteString("utilisation", span.Utilisation.ToString("0.0 %", CultureInfo.InvariantCulture));
        foreach (var level in span.Traffic) json.WriteNumber($"{level.Level}_bytes", level.Moved.Value);
        json.WriteNumber("energy_j", span.TotalEnergy.Value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
