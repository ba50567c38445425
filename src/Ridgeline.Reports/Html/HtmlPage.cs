using System.Net;
using System.Text;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Html;

/// <summary>A self-contained page: headings, figures, paragraphs, pictures, tables.</summary>
/// <param name="title">What the browser calls it.</param>
/// <param name="footer">The last line: where the numbers come from.</param>
public sealed class HtmlPage(string title, string footer)
{
    private readonly StringBuilder _body = new();

    /// <summary>The heading of the page with a line under it.</summary>
    public void Heading(string text, string under) => _body.Append($"<header><h1>{Escape(text)}</h1><p>{Escape(under)}</p></header>\n");

    /// <summary>The few numbers that matter most, large.</summary>
    public void Figures(IEnumerable<(string Value, string Name)> figures)
    {
        _body.Append("<dl class=\"figures\">");
        foreach (var (value, name) in figures) _body.Append($"<div><dd>{Escape(value)}</dd><dt>{Escape(name)}</dt></div>");
        _body.Append("</dl>\n");
    }

    /// <summary>A section's heading.</summary>
    public void Section(string text) => _body.Append($"<h2>{Escape(text)}</h2>\n");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => _body.Append($"<p>{Escape(text)}</p>\n");

    /// <summary>Remarks that the reader should have seen before the numbers.</summary>
    public void Notes(IEnumerable<string> notes) => List(notes, "notes");

    /// <summary>What makes the numbers below void as they stand, such as memory that does not suffice.</summary>
    public void Warning(IEnumerable<string> warnings) => List(warnings, "notes bad");

    private void List(IEnumerable<string> notes, string style)
    {
        _body.Append($"<ul class=\"{style}\">");
        foreach (var note in notes) _body.Append($"<li>{Escape(note)}</li>");
        _body.Append("</ul>\n");
    }

    /// <summary>A picture, given as SVG of our own writer.</summary>
    public void Picture(string svg) => _body.Append($"<figure>{svg}</figure>\n");

    /// <summary>A table; a long one may be folded away until it is asked for.</summary>
    public void Table(ReportTable table, bool folded = false)
    {
        if (folded) _body.Append($"<details><summary>{Escape(table.Title)} ({table.Rows.Count} rows)</summary>");
        else if (table.Title.Length > 0) _body.Append($"<h3>{Escape(table.Title)}</h3>");
        _body.Append("<div class=\"wide\"><table><thead>");
        Row(table, [.. table.Columns.Select(c => c.Title)], "th");
        _body.Append("</thead><tbody>");
        foreach (var row in table.Rows) Row(table, [.. row.Select(c => c.Text)], "td");
        _body.Append("</tbody>");
        if (table.Footer is { } footer)
        {
            _body.Append("<tfoot>");
            Row(table, [.. footer.Select(c => c.Text)], "td");
            _body.Append("</tfoot>");
        }
        _body.Append("</table></div>");
        _body.Append(folded ? "</details>\n" : "\n");
    }

    /// <summary>The whole document.</summary>
    public override string ToString() =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)}</title>
        <style>
        {HtmlStyle.Sheet}
        </style>
        </head>
        <body>
        <main>
        {_body}<footer>{Escape(footer)}</footer>
        </main>
        </body>
        </html>

        """;

    private void Row(ReportTable table, string[] texts, string tag)
    {
        _body.Append("<tr>");
        for (var i = 0; i < texts.Length; i++) _body.Append($"<{tag}{(table.Columns[i].IsNumber ? " class=\"n\"" : "")}>{Escape(texts[i])}</{tag}>");
        _body.Append("</tr>");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
