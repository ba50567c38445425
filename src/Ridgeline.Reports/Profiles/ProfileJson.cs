using System.Text.Encodings.Web;
using System.Text.Json;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;
using Ridgeline.Reports.Predictions;

namespace Ridgeline.Reports.Profiles;

/// <summary>A profile as JSON: schema 1, SI base units in the keys, null where a thing is not known. docs/profile-json.md describes it.</summary>
public static class ProfileJson
{
    /// <summary>The version of the schema: raised when a key changes its meaning or goes.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes the whole profile as one object, with what the network costs on machines where that was predicted, and what else there is to
    /// say.</summary>
    public static void Write(NetworkProfile profile, Stream to, IReadOnlyList<StudiedMachine>? machines = null, Action<Utf8JsonWriter>? more = null)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("schema_version", SchemaVersion);
        json.WriteString("network", profile.Network);
        json.WriteString("count", profile.Options.Counting.ToString().ToLowerInvariant());
        json.WriteString("precision", profile.Options.Precision?.ToString().ToLowerInvariant());
        Texts(json, "inputs", profile.Inputs);
        Texts(json, "outputs", profile.Outputs);
        Totals(json, profile);
        json.WriteStartArray("layers");
        foreach (var layer in profile.Layers) Layer(json, layer);
        json.WriteEndArray();
        Groups(json, "operators", profile.GroupBy(l => l.Op));
        Groups(json, "blocks", profile.GroupBy(l => l.Block));
        Memory(json, "memory", profile.Memory);
        if (profile.Training is { } training) Training(json, training);
        if (machines is not null) ComparisonJson.Write(json, machines);
        more?.Invoke(json);
        Texts(json, "notes", profile.Notes);
        json.WriteEndObject();
    }

    /// <summary>Writes layers, one object a line.</summary>
    public static void WriteLines(IEnumerable<LayerProfile> layers, Stream to)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        foreach (var layer in layers)
        {
            Layer(json, layer);
            json.Flush();
            to.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private static void Totals(Utf8JsonWriter json, NetworkProfile profile)
    {
        json.WriteStartObject("totals");
        Kinds(json, profile.Work);
        Count(json, "ops", profile.Ops.Value);
        json.WriteNumber("parameters", profile.Parameters);
        json.WriteNumber("weight_bytes", profile.WeightBytes.Value);
        json.WriteNumber("moved_bytes", profile.Moved.Value);
        json.WriteNumber("peak_memory_bytes", profile.Memory.Peak.Value);
        Real(json, "weight_sparsity", profile.Sparsity?.Value);
        json.WriteEndObject();
    }

    private static void Layer(Utf8JsonWriter json, LayerProfile layer)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteString("op", layer.Op);
        json.WriteString("block", layer.Block);
        json.WriteString("output_shape", layer.OutputShape);
        json.WriteNumber("repeats", layer.Repeats);
        if (layer.Work is { } work) Kinds(json, work);
        else
        {
            json.WriteNull("macs");
            json.WriteNull("flops");
        }
        Count(json, "ops", layer.Ops?.Value);
        json.WriteNumber("parameters", layer.Parameters);
        json.WriteNumber("weight_bytes", layer.WeightBytes.Value);
        Size(json, "input_bytes", layer.InputBytes);
        Size(json, "output_bytes", layer.OutputBytes);
        Size(json, "working_set_bytes", layer.WorkingSet);
        Size(json, "moved_bytes", layer.Moved);
        Real(json, "intensity_flop_per_byte", layer.Intensity);
        Real(json, "weight_sparsity", layer.Sparsity?.Share.Value);
        if (layer.Sparsity is { } sparsity)
        {
            json.WriteNumber("zero_1x4_blocks", sparsity.RowBlocks.Value);
            json.WriteNumber("zero_4x1_blocks", sparsity.ColumnBlocks.Value);
            json.WriteNumber("sparse_2_of_4_groups", sparsity.TwoOfFour.Value);
        }
        json.WriteEndObject();
    }

    private static void Kinds(Utf8JsonWriter json, Work work)
    {
        Count(json, "macs", work.Macs.Value);
        Count(json, "flops", work.Flops.Value);
        Count(json, "additions", work.Additions.Value);
        Count(json, "multiplications", work.Multiplications.Value);
        Count(json, "divisions", work.Divisions.Value);
        Count(json, "comparisons", work.Comparisons.Value);
        Count(json, "transcendentals", work.Transcendentals.Value);
    }

    private static void Groups(Utf8JsonWriter json, string key, IReadOnlyList<GroupProfile> groups)
    {
        json.WriteStartArray(key);
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("name", group.Name);
            json.WriteNumber("layers", group.Layers);
            Count(json, "macs", group.Work.Macs.Value);
            Count(json, "flops", group.Work.Flops.Value);
            json.WriteNumber("parameters", group.Parameters);
            json.WriteNumber("weight_bytes", group.WeightBytes.Value);
            json.WriteNumber("moved_bytes", group.Moved.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Memory(Utf8JsonWriter json, string key, MemoryProfile memory)
    {
        json.WriteStartObject(key);
        json.WriteNumber("resident_bytes", memory.Resident.Value);
        json.WriteNumber("peak_bytes", memory.Peak.Value);
        json.WriteString("peak_step", memory.Steps.Count > 0 ? memory.Steps[memory.PeakStep].Name : null);
        json.WriteNumber("tensors_of_unknown_size", memory.Unsized);
        json.WriteStartArray("alive_at_peak");
        foreach (var tensor in memory.AliveAtPeak)
        {
            json.WriteStartObject();
            json.WriteString("name", tensor.Name);
            json.WriteString("type", tensor.Type);
            json.WriteNumber("bytes", tensor.Size.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Training(Utf8JsonWriter json, TrainingProfile training)
    {
        json.WriteStartObject("training");
        json.WriteString("optimizer", training.Optimizer.ToString().ToLowerInvariant());
        Count(json, "forward_flops", training.Forward.Flops.Value);
        Count(json, "recomputed_flops", training.Recomputed.Flops.Value);
        Count(json, "backward_flops", training.Backward.Flops.Value);
        Count(json, "update_flops", training.Update.Value);
        json.WriteNumber("weight_bytes", training.Weights.Value);
        json.WriteNumber("weight_gradient_bytes", training.WeightGradients.Value);
        json.WriteNumber("optimizer_state_bytes", training.OptimizerState.Value);
        json.WriteNumber("input_bytes", training.Inputs.Value);
        json.WriteNumber("activation_bytes", training.Activations.Value);
        json.WriteNumber("activation_in_place_bytes", training.ActivationsInPlace.Value);
        json.WriteNumber("saved_bytes", training.Saved.Value);
        json.WriteNumber("mask_bytes", training.Masks.Value);
        json.WriteNumber("every_module_bytes", training.EveryModule.Value);
        json.WriteNumber("in_place_bytes", training.InPlace.Value);
        Memory(json, "memory", training.Memory);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string key, IEnumerable<string> texts)
    {
        json.WriteStartArray(key);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Size(Utf8JsonWriter json, string key, Bytes? size)
    {
        if (size is { } known) json.WriteNumber(key, known.Value);
        else json.WriteNull(key);
    }

    private static void Real(Utf8JsonWriter json, string key, double? number)
    {
        if (number is { } known) json.WriteNumber(key, Math.Round(known, 6));
        else json.WriteNull(key);
    }

    // A count may pass 64 bits, which the writer has no overload for.
    private static void Count(Utf8JsonWriter json, string key, Int128? count)
    {
        json.WritePropertyName(key);
        if (count is { } known) json.WriteRawValue(known.ToString(System.Globalization.CultureInfo.InvariantCulture), skipInputValidation: true);
        else json.WriteNullValue();
    }
}
