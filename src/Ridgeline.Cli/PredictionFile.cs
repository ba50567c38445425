using System.Text;
using Ridgeline.Diagnostics;
using Ridgeline.Prediction;
using Ridgeline.Reports.Predictions;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Cli;

/// <summary>Writes predictions in any format, to standard output or to a file whose ending says which.</summary>
internal static class PredictionFile
{
    private static readonly string[] s_kinds = [".html", ".svg", ".csv", ".json", ".jsonl", ".md", ".pftrace"];

    /// <summary>Why a name cannot be that of a report; null if it can. The hint is on a second line.</summary>
    public static string? Problem(string file)
    {
        var kind = Path.GetExtension(file);
        return s_kinds.Contains(kind, StringComparer.OrdinalIgnoreCase) ? null
            : $"--save {file}: {(kind.Length == 0 ? "the name has no ending" : $"no prediction ends in '{kind}'")}\n"
                + $"end it in {string.Join(", ", s_kinds[..^1])} or {s_kinds[^1]}";
    }

    /// <summary>Writes a file.</summary>
    /// <exception cref="DiagnosticException">It cannot be written.</exception>
    public static void Save(IReadOnlyList<NetworkPrediction> predictions, PredictionPicture picture, string file) => SavedFile.Write(file, stream =>
    {
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".html": Text(PredictionHtml.Page(predictions)); break;
            case ".svg": Text(PredictionPictures.Draw(predictions, picture)); break;
            case ".pftrace": PredictionTrace.Write(predictions, stream); break;
            case var kind: Write(predictions, Enum.Parse<OutputFormat>(kind[1..], ignoreCase: true), null, stream); break;
        }

        void Text(string text) => stream.Write(Encoding.UTF8.GetBytes(text));
    });

    public static void Write(IReadOnlyList<NetworkPrediction> predictions, OutputFormat format, int? top, Stream to, TextLook? look = null)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case OutputFormat.Json:
                PredictionJson.Write(predictions, to);
                text.Write('\n');
                break;
            case OutputFormat.Jsonl: PredictionJson.WriteLines(predictions, to); break;
            case OutputFormat.Csv:
                CsvTable.Write(predictions is [var only] ? PredictionTables.Layers(only, top, whole: true) : PredictionTables.Machines(predictions), text);
                break;
            case OutputFormat.Md: PredictionPage.Write(predictions, top, MarkdownTable.Write, text); break;
            default: PredictionPage.Write(predictions, top, (table, writer) => TextTable.Write(table, writer, look), text); break;
        }
    }
}
