using System.Text;
using System.Text.Json;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Tests.Tables;

public sealed class TableTests
{
    private static readonly Column[] s_columns = [new("Name", "name", false), new("Size", "size_bytes")];

    private static readonly ReportTable s_nasty = new("A | title", s_columns,
    [
        [Cell.Of("a,b"), Cell.Of((Int128)1234)], [Cell.Of("say \"hi\""), Cell.None], [Cell.Of("two\nlines|bar"), Cell.Unknown],
    ], [Cell.Of("total"), Cell.Of((Int128)1234)]);

    private static readonly ReportTable s_empty = new("", s_columns, []);

    [Fact]
    public void Csv_quotes_by_rfc_4180_and_leaves_the_footer_out() =>
        Assert.Equal("name,size_bytes\n\"a,b\",1234\n\"say \"\"hi\"\"\",\n\"two\nlines|bar\",\n", Text(CsvTable.Write, s_nasty));

    [Fact]
    public void Markdown_escapes_bars_and_lines() => Assert.Equal(
        "### A \\| title\n\n| Name | Size |\n|---|---:|\n| a,b | 1,234 |\n| say \"hi\" | - |\n| two lines\\|bar | ? |\n| total | 1,234 |\n\n",
        Text(MarkdownTable.Write, s_nasty));

    [Fact]
    public void Text_is_aligned_with_numbers_at_the_right() => Assert.Equal(
        """
        A | title

        Name            Size
        -------------  -----
        a,b            1,234
        say "hi"           -
        two lines|bar      ?
        -------------  -----
        total          1,234

        """, Text((t, w) => TextTable.Write(t, w), s_nasty));

    [Fact]
    public void Json_gives_null_where_nothing_is_known_and_text_as_it_is()
    {
        using var stream = new MemoryStream();
        TableJson.Write(s_nasty, stream);
        var rows = JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("rows");
        Assert.Equal(1234, rows[0].GetProperty("size_bytes").GetInt64());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("size_bytes").ValueKind);
        Assert.Equal("two\nlines|bar", rows[2].GetProperty("name").GetString());
    }

    [Fact]
    public void Json_lines_are_lines()
    {
        using var stream = new MemoryStream();
        TableJson.WriteLines(s_nasty, stream);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal("""{"name":"two\nlines|bar","size_bytes":null}""", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void Empty_tables_say_so()
    {
        Assert.Equal("name,size_bytes\n", Text(CsvTable.Write, s_empty));
        Assert.Equal("| Name | Size |\n|---|---:|\n\n", Text(MarkdownTable.Write, s_empty));
        Assert.Equal("Name  Size\n----  ----\n(none)\n", Text((t, w) => TextTable.Write(t, w), s_empty));
        using var stream = new MemoryStream();
        TableJson.Write(s_empty, stream);
        Assert.Equal(0, JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("rows").GetArrayLength());
    }

    [Theory]
    [InlineData("12345", "12,345", "12,345")]
    [InlineData("145312780288", "145,312,780,288", "145.3 G")]
    [InlineData("999999999", "999,999,999", "1 G")]
    [InlineData("100000", "100,000", "100 k")]
    public void Counts_have_a_brief_form(string exact, string text, string brief)
    {
        var cell = Cell.Of(Int128.Parse(exact));
        Assert.Equal((text, brief, exact), (cell.Text, cell.Brief, cell.Raw));
    }

    [Fact]
    public void Cells_are_exact_for_machines()
    {
        Assert.Equal(("1.536 kB", "1536"), Pair(Cell.Of((Bytes?)new Bytes(1536))));
        Assert.Equal(("25 %", "0.25"), Pair(Cell.Of((Ratio?)new Ratio(0.25))));
        Assert.Equal(("0.333", "0.3333333333333333"), Pair(Cell.Of((double?)(1.0 / 3))));
        Assert.Equal(("-", ""), Pair(Cell.Of((Bytes?)null)));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void A_table_fits_its_window(int width)
    {
        var table = new ReportTable("", [new("Name", "name", false), new("MACs", "macs"), new("Inputs", "inputs", true, 2), new("Outputs", "outputs", true, 1)],
            [[Cell.Of(new string('n', 50) + ".conv1"), Cell.Of((Int128)145_312_780_288), Cell.Of((Bytes?)new Bytes(1)), Cell.Of((Bytes?)new Bytes(2))]]);
        var text = Text((t, w) => TextTable.Write(t, w, new() { Width = width }), table);
        Assert.All(text.Split('\n').Where(l => !l.StartsWith("No room", StringComparison.Ordinal)), line => Assert.True(line.Length <= width, line));
        Assert.Contains(width < 120 ? ".conv1  145.3 G" : "145,312,780,288", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_found_no_room_are_named()
    {
        var table = new ReportTable("", [new("Name", "name", false), new("Inputs", "inputs", true, 2), new("Outputs", "outputs", true, 1)],
            [[Cell.Of("a"), Cell.Of((Bytes?)new Bytes(1)), Cell.Of((Bytes?)new Bytes(2))]]);
        var text = Text((t, w) => TextTable.Write(t, w, new() { Width = 14 }), table);
        Assert.Equal("Name  Outputs\n----  -------\na         2 B\nNo room for: Inputs; widen the window, or -o csv.\n", text);
    }

    [Fact]
    public void Emphasis_is_only_where_it_is_asked_for()
    {
        Assert.Contains("\u001b[1m", Text((t, w) => TextTable.Write(t, w, new() { Emphasis = true }), s_nasty), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", Text((t, w) => TextTable.Write(t, w), s_nasty), StringComparison.Ordinal);
    }

    private static (string, string) Pair(Cell cell) => (cell.Text, cell.Raw);

    private static string Text(Action<ReportTable, TextWriter> write, ReportTable table)
    {
        using var text = new StringWriter();
        write(table, text);
        return text.ToString();
    }
}
