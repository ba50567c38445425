namespace Ridgeline.Reports.Tables;

/// <summary>Writes a table in Markdown.</summary>
public static class MarkdownTable
{
    /// <summary>Writes the table, its title as a heading.</summary>
    public static void Write(ReportTable table, TextWriter to)
    {
        if (table.Title.Length > 0) to.Write($"### {Escape(table.Title)}\n\n");
        to.Write($"| {string.Join(" | ", table.Columns.Select(c => Escape(c.Title)))} |\n");
        to.Write($"|{string.Join('|', table.Columns.Select(c => c.IsNumber ? "---:" : "---"))}|\n");
        foreach (var row in table.AllRows) to.Write($"| {string.Join(" | ", row.Select(c => Escape(c.Text)))} |\n");
        to.Write('\n');
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
