namespace Ridgeline.Reports.Tables;

/// <summary>Writes a table in plain text: aligned columns, a line under the heading.</summary>
public static class TextTable
{
    private const string Bold = "\u001b[1m", Dim = "\u001b[2m", Normal = "\u001b[0m";

    /// <summary>Writes the table.</summary>
    public static void Write(ReportTable table, TextWriter to, TextLook? look = null)
    {
        look ??= TextLook.Plain;
        var layout = new TextLayout(table, look.Width);
        if (table.Title.Length > 0) to.Write($"{Set(table.Title, Bold)}\n\n");
        to.Write($"{Set(layout.Heading, Bold)}\n{Set(layout.Rule, Dim)}\n");
        foreach (var row in table.Rows) to.Write($"{layout.Line(row)}\n");
        if (table.Rows.Count == 0) to.Write("(none)\n");
        if (table.Footer is { } footer) to.Write($"{Set(layout.Rule, Dim)}\n{Set(layout.Line(footer), Bold)}\n");
        if (layout.LeftOut.Count > 0) to.Write($"{Set($"No room for: {string.Join(", ", layout.LeftOut)}; widen the window, or -o csv.", Dim)}\n");

        string Set(string text, string style) => look.Emphasis ? $"{style}{text}{Normal}" : text;
    }
}
