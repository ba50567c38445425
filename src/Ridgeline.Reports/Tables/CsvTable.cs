namespace Ridgeline.Reports.Tables;

/// <summary>Writes a table as comma-separated values (RFC 4180): keys in the first line, exact numbers, no footer.</summary>
public static class CsvTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(ReportTable table, TextWriter to)
    {
        Line(table.Columns.Select(c => c.Key), to);
        foreach (var row in table.Rows) Line(row.Select(c => c.Raw), to);
    }

    private static void Line(IEnumerable<string> fields, TextWriter to)
    {
        to.Write(string.Join(',', fields.Select(Quote)));
        to.Write('\n');
    }

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
