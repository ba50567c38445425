using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ridgeline.Reports.Tables;

/// <summary>Writes a table as JSON: one object a row, keys from the columns, numbers exact.</summary>
public static class TableJson
{
    // A '+' or a letter beyond ASCII stays readable; the result stands in no web page.
    private static readonly JavaScriptEncoder s_encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes one object with <c>schema_version</c> and <c>rows</c>.</summary>
    public static void Write(ReportTable table, Stream to)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, Encoder = s_encoder });
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteStartArray("rows");
        foreach (var row in table.Rows) Row(json, table, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes one object a line.</summary>
    public static void WriteLines(ReportTable table, Stream to)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = s_encoder });
        foreach (var row in table.Rows)
        {
            Row(json, table, row);
            json.Flush();
            to.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private static void Row(Utf8JsonWriter json, ReportTable table, Cell[] row)
    {
        json.WriteStartObject();
        for (var i = 0; i < row.Length; i++)
        {
            json.WritePropertyName(table.Columns[i].Key);
            if (!table.Columns[i].IsNumber) json.WriteStringValue(row[i].Raw);
            else if (row[i].Raw.Length == 0) json.WriteNullValue();
            else json.WriteRawValue(row[i].Raw);
        }
        json.WriteEndObject();
    }
}
