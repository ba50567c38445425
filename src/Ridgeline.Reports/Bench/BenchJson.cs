using System.Text.Encodings.Web;
using System.Text.Json;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Reports.Bench;

/// <summary>Measurements as JSON: schema 1, SI base units in the keys.</summary>
public static class BenchJson
{
    /// <summary>The version of the schema: raised when a key changes its meaning or goes.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes one object.</summary>
    public static void Write(BenchReport report, Stream to, bool indented)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("schema_version", SchemaVersion);
        json.WriteString("network", report.Network);
        json.WriteString("machine", report.Machine);
        json.WriteString("instructions", report.Instructions);
        if (report.Rival is { } rival) json.WriteString("rival", rival);
        json.WriteStartArray("rows");
        foreach (var row in report.Rows) Row(json, row);
        json.WriteEndArray();
        json.WriteStartArray("layers");
        foreach (var layer in report.Layers) Layer(json, layer);
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (var warning in report.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes a first run alone.</summary>
    public static void Write(FirstRun first, Stream to)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        First(json, first);
        json.WriteEndObject();
    }

    private static void First(Utf8JsonWriter json, FirstRun first)
    {
        json.WriteNumber("first_run_s", first.Time.Value);
        json.WriteNumber("library_s", first.Library.Value);
        json.WriteNumber("jit_s", first.Jit.Value);
        if (first.Peak is { } peak) json.WriteNumber("peak_bytes", peak.Value);
        json.WriteStartArray("phases");
        foreach (var phase in first.Phases)
        {
            json.WriteStartObject();
            json.WriteString("name", phase.Name);
            json.WriteNumber("time_s", phase.Time.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Row(Utf8JsonWriter json, BenchRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("batch", row.Batch);
        json.WriteNumber("threads", row.Threads);
        json.WriteString("scenario", Word(row.Result.Scenario));
        Statistics(json, "latency", row.Result.Latency);
        json.WriteNumber("throughput_per_s", row.Throughput);
        if (row.Result.Rate is { } rate) json.WriteNumber("rate_per_s", rate);
        if (row.Result.KeepsBound is { } kept) json.WriteBoolean("bound_kept", kept);
        First(json, row.FirstRun);
        json.WriteNumber("arena_bytes", row.Arena.Value);
        if (row.Duel is { } duel)
        {
            json.WriteStartObject("against");
            Statistics(json, "ours", duel.Ours);
            Statistics(json, "theirs", duel.Theirs);
            json.WriteNumber("ratio_of_medians", duel.RatioOfMedians);
            json.WriteNumber("median_of_ratios", duel.MedianOfRatios);
            json.WriteNumber("ratio_p10", duel.LowRatio);
            json.WriteNumber("ratio_p90", duel.HighRatio);
            if (row.RivalFirstRun is { } first) First(json, first);
            if (row.Difference is { } difference) Difference(json, difference);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Difference(Utf8JsonWriter json, OutputDifference difference)
    {
        Finite(json, "difference", difference.Relative);
        json.WriteString("difference_output", difference.Output);
        Finite(json, "difference_absolute", difference.Absolute);
        json.WriteNumber("largest_value", difference.Largest);
    }

    // JSON has no infinity: null says that a value is finite on one side only.
    private static void Finite(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    private static void Layer(Utf8JsonWriter json, BenchLayer layer)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteString("op", layer.Op);
        json.WriteNumber("nodes", layer.Nodes.Count);
        json.WriteStartArray("node_names");
        foreach (var node in layer.Nodes) json.WriteStringValue(node);
        json.WriteEndArray();
        json.WriteNumber("start_s", layer.Start.Value);
        json.WriteNumber("time_s", layer.Times.Median.Value);
        json.WriteNumber("p90_s", layer.Times.P90.Value);
        if (layer.Flops is { } flops) json.WriteNumber("flop", (double)flops.Value);
        if (layer.Rate is { } rate) json.WriteNumber("flop_per_s", rate.Value);
        if (layer.PeakShare is { } share) json.WriteNumber("peak_share", share);
        json.WriteEndObject();
    }

    private static void Statistics(Utf8JsonWriter json, string name, RunStatistics runs)
    {
        json.WriteStartObject(name);
        json.WriteNumber("runs", runs.Count);
        json.WriteNumber("median_s", runs.Median.Value);
        json.WriteNumber("p90_s", runs.P90.Value);
        json.WriteNumber("p99_s", runs.P99.Value);
        json.WriteNumber("min_s", runs.Least.Value);
        json.WriteNumber("max_s", runs.Most.Value);
        json.WriteNumber("mean_s", runs.Mean.Value);
        json.WriteNumber("deviation_s", runs.Deviation.Value);
        json.WriteNumber("outliers", runs.Outliers);
        json.WriteEndObject();
    }

    private static string Word(Scenario scenario) => scenario switch
    {
        Scenario.SingleStream => "single-stream",
        Scenario.MultiStream => "multi-stream",
        Scenario.Server => "server",
        _ => "offline",
    };
}
