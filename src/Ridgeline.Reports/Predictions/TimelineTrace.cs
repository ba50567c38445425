using System.Globalization;
using System.Text.Json;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Reports.Predictions;

/// <summary>
/// Timelines as a trace in the JSON event format, which ui.perfetto.dev and chrome://tracing open: a process a timeline, a thread a unit, microseconds.
/// </summary>
public static class TimelineTrace
{
    private const double MicrosecondsPerSecond = 1e6;

    /// <summary>Writes a trace.</summary>
    /// <param name="timelines">What ran, each with the name of its process.</param>
    /// <param name="to">Gets the bytes.</param>
    public static void Write(IReadOnlyList<(string Process, IReadOnlyList<Span> Spans)> timelines, Stream to)
    {
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ns");
        json.WriteStartArray("traceEvents");
        for (var i = 0; i < timelines.Count; i++) One(json, timelines[i].Process, timelines[i].Spans, i + 1);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void One(Utf8JsonWriter json, string name, IReadOnlyList<Span> spans, int process)
    {
        Name(json, "process_name", process, 0, name);
        var units = spans.Select(Unit).Distinct().ToList();
        for (var i = 0; i < units.Count; i++) Name(json, "thread_name", process, i + 1, units[i]);
        foreach (var span in spans.Where(s => s.Duration > Seconds.Zero)) Slice(json, span, process, units.IndexOf(Unit(span)) + 1);
    }

    private static string Unit(Span span) => span.Unit.Length > 0 ? span.Unit : "copies";

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

    private static void Slice(Utf8JsonWriter json, Span span, int process, int thread)
    {
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
