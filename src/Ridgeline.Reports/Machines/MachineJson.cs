using System.Text.Encodings.Web;
using System.Text.Json;
using Ridgeline.Machines;

namespace Ridgeline.Reports.Machines;

/// <summary>A machine as one JSON object: units, the tree of memories, links, sources; SI units in the keys.</summary>
public static class MachineJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Machine machine, Stream to, bool indented = true)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("name", machine.Name);
        json.WriteString("title", machine.Title);
        json.WriteString("class", MachineTables.Word(machine.Class));
        json.WriteString("vendor", machine.Vendor);
        json.WriteNumber("year", machine.Year);
        Number(json, "process_nm", machine.ProcessNm);
        Number(json, "clock_base_hz", machine.Clock.Base?.Value);
        Number(json, "clock_boost_hz", machine.Clock.Boost?.Value);
        Number(json, "tdp_w", machine.Tdp?.Value);
        Number(json, "idle_w", machine.IdlePower?.Value);
        Number(json, "price_usd", machine.PriceUsd);
        Number(json, "cores", machine.Cores);
        Number(json, "threads", machine.Threads);
        Number(json, "launch_overhead_s", machine.LaunchOverhead.Value);
        json.WriteStartArray("units");
        foreach (var unit in machine.Units) Unit(json, machine, unit);
        json.WriteEndArray();
        json.WritePropertyName("memory");
        Level(json, machine.Memory, EnergyModel.For(machine));
        Rest(json, machine);
        json.WriteEndObject();
    }

    private static void Rest(Utf8JsonWriter json, Machine machine)
    {
        json.WriteStartArray("links");
        foreach (var link in machine.Links)
        {
            json.WriteStartObject();
            json.WriteString("name", link.Name);
            json.WriteString("kind", MachineTables.Word(link.Kind));
            json.WriteNumber("count", link.Count);
            json.WriteNumber("bytes_per_s_each_way", link.Bandwidth.Value);
            Number(json, "latency_s", link.Latency?.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("sources");
        foreach (var (path, note) in machine.Sources)
        {
            json.WriteStartObject(path);
            json.WriteString("source", note.Source);
            json.WriteString("confidence", MachineTables.Word(note.Confidence));
            if (note.Note is not null) json.WriteString("note", note.Note);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Unit(Utf8JsonWriter json, Machine machine, ComputeUnit unit)
    {
        json.WriteStartObject();
        json.WriteString("name", unit.Name);
        json.WriteString("kind", MachineTables.Word(unit.Kind));
        json.WriteNumber("count", unit.Count);
        if (unit.Rows > 0)
        {
            json.WriteNumber("rows", unit.Rows);
            json.WriteNumber("columns", unit.Columns);
        }

        Number(json, "clock_hz", unit.Clock?.Value);
        json.WriteStartArray("rates");
        foreach (var rate in unit.Rates)
        {
            json.WriteStartObject();
            json.WriteString("precision", rate.Precision.ToString());
            json.WriteNumber("peak_flop_per_s", rate.Peak.Value);
            Number(json, "macs_per_cycle", rate.MacsPerCycle);
            json.WriteNumber("sparse_factor", rate.SparseFactor);
            Number(json, "ridge_flop_per_byte", MachineTables.Ridge(machine, rate.Peak));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Level(Utf8JsonWriter json, MemoryLevel level, EnergyModel energy)
    {
        json.WriteStartObject();
        json.WriteString("name", level.Name);
        json.WriteString("kind", MachineTables.Word(level.Kind));
        Number(json, "size_bytes", level.Size?.Value);
        json.WriteNumber("instances", level.Instances);
        Number(json, "bytes_per_s", level.Bandwidth?.Value);
        Number(json, "latency_s", level.Latency?.Value);
        Number(json, "line_bytes", level.Line?.Value);
        json.WriteNumber("energy_per_byte_j", energy.PerByte(level).Value);
        json.WriteStartArray("children");
        foreach (var child in level.Children) Level(json, child, energy);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What is not known is null and not zero.
    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } known) json.WriteNumber(key, known);
        else json.WriteNull(key);
    }
}
