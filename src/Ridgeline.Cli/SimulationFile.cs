using System.Text;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Simulations;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Cli;

/// <summary>Writes simulations in any format, to standard output or to a file whose ending says which.</summary>
internal static class SimulationFile
{
    private static readonly string[] s_kinds = [".html", ".svg", ".csv", ".json", ".jsonl", ".md", ".pftrace"];

    /// <summary>What a name may end in.</summary>
    public static string Kinds => $"end it in {string.Join(", ", s_kinds[..^1])} or {s_kinds[^1]}";

    /// <summary>Why a name cannot be that of a report; null if it can.</summary>
    public static string? Problem(string file) => s_kinds.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) ? null
        : $"no simulation ends in '{Path.GetExtension(file)}'";

    /// <summary>Writes a file.</summary>
    /// <exception cref="DiagnosticException">It cannot be written.</exception>
    public static void Save(NetworkSimulation simulation, SimulationPicture picture, long? cycle, string file) => SavedFile.Write(file, stream =>
    {
        var kind = Path.GetExtension(file).ToLowerInvariant();
        if (kind == ".pftrace") TimelineTrace.Write(simulation.Timeline, stream);
        else if (kind == ".html") stream.Write(Encoding.UTF8.GetBytes(SimulationHtml.Page(simulation)));
        else if (kind == ".svg") stream.Write(Encoding.UTF8.GetBytes(SimulationPictures.Draw(simulation, picture, cycle)));
        else Write(simulation, Enum.Parse<OutputFormat>(kind[1..], ignoreCase: true), null, stream);
    });

    public static void Write(NetworkSimulation simulation, OutputFormat format, int? top, Stream to, TextLook? look = null)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case OutputFormat.Json:
                SimulationJson.Write(simulation, to);
                text.Write('\n');
                break;
            case OutputFormat.Jsonl: SimulationJson.WriteLines(simulation, to); break;
            case OutputFormat.Csv: CsvTable.Write(SimulationTables.Layers(simulation, top, whole: true), text); break;
            case OutputFormat.Md: SimulationPage.Write(simulation, top, MarkdownTable.Write, text); break;
            default: SimulationPage.Write(simulation, top, (table, writer) => TextTable.Write(table, writer, look), text); break;
        }
    }
}
