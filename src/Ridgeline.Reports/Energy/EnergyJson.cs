using System.Text.Encodings.Web;
using System.Text.Json;
using Ridgeline.Machines;

namespace Ridgeline.Reports.Energy;

/// <summary>The explanation as one JSON object; SI units in the keys.</summary>
public static class EnergyJson
{
    /// <summary>Writes it.</summary>
    public static void Write(EnergyExplanation explanation, Stream to, bool indented = true)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("subject", explanation.Subject);
        json.WriteNumber("process_nm", explanation.NodeNm);
        json.WriteStartArray("multiply_adds");
        foreach (var row in explanation.Rows) Row(json, row);
        json.WriteEndArray();
        json.WriteStartArray("operations");
        foreach (var row in EnergyTables.Operations(explanation.NodeNm).Rows)
        {
            json.WriteStartObject();
            json.WriteString("operation", row[0].Raw);
            json.WritePropertyName("energy_j");
            json.WriteRawValue(row[1].Raw);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sources");
        foreach (var source in EnergyExplanation.Sources()) json.WriteStringValue(source);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter json, MacEnergy row)
    {
        json.WriteStartObject();
        json.WriteString("hardware", row.Name);
        json.WriteString("precision", row.Precision.ToString());
        if (double.IsFinite(row.MacsPerInstruction)) json.WriteNumber("macs_per_instruction", row.MacsPerInstruction);
        else json.WriteNull("macs_per_instruction");
        json.WriteNumber("operand_reuse", row.OperandReuse);
        json.WriteStartObject("energy_j");
        json.WriteNumber("arithmetic", row.Arithmetic.Value);
        json.WriteNumber("instruction", row.Instruction.Value);
        json.WriteNumber("registers", row.Registers.Value);
        json.WriteNumber("sram", row.Sram.Value);
        json.WriteNumber("dram", row.Dram.Value);
        json.WriteEndObject();
        json.WriteNumber("overhead_ratio", row.OverheadRatio);
        json.WriteNumber("energy_ratio", row.Ratio);
        json.WriteEndObject();
    }
}
