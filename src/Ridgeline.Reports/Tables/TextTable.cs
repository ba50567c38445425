namespace Ridgeline.Reports.Tables;

/// <summary>Writes a table in plain text: aligned columns, a line under the heading.</summary>
public static class TextTable
{
    private const int WidestCell = 60;

    /// <summary>Writes the table.</summary>
    public static void Write(ReportTable table, TextWriter to)
    {
        if (table.Title.Length > 0) to.Write($"{table.Title}\n");
        var widths = table.Columns.Select((c, i) => table.AllRows.Select(r => Math.Min(WidestCell, r[i].Text.Length)).Append(c.Title.Length).Max()).ToArray();
        Line(table.Columns.Select(c => c.Title).ToArray());
        to.Write($"{string.Join("  ", widths.Select(w => new string('-', w)))}\n");
        foreach (var row in table.Rows) Line(row.Select(c => c.Text).ToArray());
        if (table.Footer is null) return;
        to.Write($"{string.Join("  ", widths.Select(w => new string('-', w)))}\n");
        Line(table.Footer.Select(c => c.Text).ToArray());

        void Line(string[] texts) => to.Write(string.Join("  ", texts.Select((t, i) => Pad(Shorten(t), widths[i], table.Columns[i].IsNumber))).TrimEnd() + "\n");
    }

    private static string Pad(string text, int width, bool right) => right ? text.PadLeft(width) : text.PadRight(width);

    // The end of a dotted name tells more than its beginning.
    private static string Shorten(string text) => text.Length <= WidestCell ? text : $"...{text[^(WidestCell - 3)..]}";
}
