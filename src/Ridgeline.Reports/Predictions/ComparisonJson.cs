using System.Text.Json;
using Ridgeline.Machines;

namespace Ridgeline.Reports.Predictions;

/// <summary>A comparison of machines as JSON: the array <c>machines</c> of a study. docs/profile-json.md describes it.</summary>
public static class ComparisonJson
{
    /// <summary>Writes the array into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<StudiedMachine> machines)
    {
        json.WriteStartArray("machines");
        foreach (var machine in machines) One(json, machine);
        json.WriteEndArray();
    }

    private static void One(Utf8JsonWriter json, StudiedMachine machine)
    {
        var (alone, busy) = (machine.Alone, machine.Busy);
        var (bound, share) = ComparisonTables.Bound(alone);
        json.WriteStartObject();
        json.WriteString("machine", alone.Machine.Name);
        json.WriteString("title", alone.Machine.Title);
        json.WriteString("precision", alone.Precision.Name());
        json.WriteNumber("batch", alone.Batch);
        json.WriteNumber("latency_s", alone.Serving.Alone.Value);
        json.WriteNumber("saturation_per_s", busy.Serving.Saturation);
        json.WriteNumber("saturation_batch", busy.Batch);
        json.WriteNumber("energy_per_example_j", machine.EnergyEach);
        json.WriteNumber("utilisation", machine.OfPeak);
        json.WriteString("bound", bound);
        json.WriteNumber("bound_share", share);
        json.WriteNumber("peak_memory_bytes", alone.PeakMemory.Value);
        json.WriteNumber("missing_bytes", alone.Missing.Value);
        json.WriteBoolean("fits", alone.Fits);
        if (ComparisonTables.KnownError(alone) is { } error) json.WriteNumber("known_error", error);
        else json.WriteNull("known_error");
        json.WriteStartArray("notes");
        foreach (var note in alone.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
