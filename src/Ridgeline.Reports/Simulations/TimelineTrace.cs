using System.Globalization;
using System.Text.Json;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Reports.Simulations;

/// <summary>A timeline as a trace in the JSON event format, which ui.perfetto.dev and chrome://tracing open: a thread a unit, microseconds.</summary>
public static class TimelineTrace
{
    private const double MicrosecondsPerSecond = 1e6;

    /// <summary>Writes a trace.</summary>
    public static void Write(Timeline timeline, Stream to)
    {
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ns");
        json.WriteStartArray("traceEvents");
        Name(json, "process_name", 0, $"{timeline.Network} on {timeline.Machine}");
        var units = timeline.Spans.Select(Unit).Distinct().ToList();
        for (var i = 0; i < units.Count; i++) Name(json, "thread_name", i + 1, units[i]);
        foreach (var span in timeline.Spans.Where(s => s.Duration > Seconds.Zero)) Slice(json, span, units.IndexOf(Unit(span)) + 1);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Unit(Span span) => span.Unit.Length > 0 ? span.Unit : "copies";

    private static void Name(Utf8JsonWriter json, string kind, int thread, string name)
    {
        json.WriteStartObject();
        json.WriteString("ph", "M");
        json.WriteString("name", kind);
        json.WriteNumber("pid", 1);
        json.WriteNumber("tid", thread);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Slice(Utf8JsonWriter json, Span span, int thread)
    {
        json.WriteStartObject();
        json.WriteString("ph", "X");
        json.WriteString("name", span.Name);
        json.WriteString("cat", span.Op);
        json.WriteNumber("pid", 1);
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
