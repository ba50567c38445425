using System.Text.Encodings.Web;
using System.Text.Json;
using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Networks;

namespace Ridgeline.Reports.Simulations;

/// <summary>A simulation as JSON: schema 1; cycles and words of one operand as they are, SI base units in the keys of everything else.</summary>
public static class SimulationJson
{
    /// <summary>The version of the schema: raised when a key changes its meaning or goes.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonWriterOptions s_indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a simulation as an object.</summary>
    public static void Write(NetworkSimulation simulation, Stream to)
    {
        using var json = new Utf8JsonWriter(to, s_indented);
        var array = simulation.Array;
        json.WriteStartObject();
        json.WriteNumber("schema_version", SchemaVersion);
        json.WriteString("network", simulation.Network);
        json.WriteString("accelerator", simulation.Accelerator);
        json.WriteNumber("rows", array.Rows);
        json.WriteNumber("columns", array.Columns);
        json.WriteNumber("arrays", array.Count);
        json.WriteString("dataflow", array.Dataflow.Word());
        json.WriteBoolean("double_buffered", array.IsDoubleBuffered);
        json.WriteString("precision", array.Precision.ToString());
        json.WriteNumber("word_bytes", array.WordBytes);
        json.WriteNumber("clock_hz", array.Clock.Value);
        json.WriteNumber("latency_s", simulation.Latency.Value);
        json.WriteNumber("energy_j", simulation.Timeline.Energy.Value);
        if (simulation.PeakActivations is { } peak) json.WriteNumber("peak_activation_bytes", peak.Value);
        else json.WriteNull("peak_activation_bytes");
        json.WriteStartArray("layers");
        foreach (var layer in simulation.Layers) Layer(json, layer);
        json.WriteEndArray();
        json.WritePropertyName("totals");
        Layer(json, simulation.Total);
        json.WriteStartArray("notes");
        foreach (var note in simulation.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes layers, one object a line.</summary>
    public static void WriteLines(NetworkSimulation simulation, Stream to)
    {
        using var json = new Utf8JsonWriter(to, s_line);
        foreach (var layer in simulation.Layers)
        {
            Layer(json, layer);
            json.Flush();
            to.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private static void Layer(Utf8JsonWriter json, LayerSimulation layer)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteNumber("cycles", layer.Cycles);
        json.WriteNumber("stall_cycles", layer.StallCycles);
        json.WriteNumber("utilisation", layer.Utilisation);
        json.WriteNumber("mapping_efficiency", layer.MappingEfficiency);
        json.WriteNumber("sram_reads", layer.SramReads);
        json.WriteNumber("sram_writes", layer.SramWrites);
        json.WriteNumber("dram_reads", layer.DramReads);
        json.WriteNumber("dram_writes", layer.DramWrites);
        json.WriteNumber("energy_j", layer.Energy.Value);
        if (layer.Span is { } span)
        {
            json.WriteString("op", span.Op);
            json.WriteString("bound", span.Bound.ToString());
            json.WriteNumber("start_s", span.Start.Value);
            json.WriteNumber("time_s", span.Duration.Value);
        }
        json.WriteEndObject();
    }
}
