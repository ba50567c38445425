using Ridgeline.Reports.Tables;

namespace Ridgeline.Cli.Commands;

/// <summary>Writes one table in any format.</summary>
internal static class TableOutput
{
    public static void Write(ReportTable table, OutputFormat format, Terminal terminal)
    {
        switch (format)
        {
            case OutputFormat.Csv: CsvTable.Write(table, terminal.Out); break;
            case OutputFormat.Md: MarkdownTable.Write(table, terminal.Out); break;
            case OutputFormat.Json:
                TableJson.Write(table, terminal.Data);
                terminal.Out.Write('\n');
                break;
            case OutputFormat.Jsonl: TableJson.WriteLines(table, terminal.Data); break;
            default: TextTable.Write(table, terminal.Out, FormatOption.Look(terminal)); break;
        }
    }
}
