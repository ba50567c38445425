using System.CommandLine;
using System.Text;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Tables;
using Ridgeline.Review;
using Ridgeline.Review.Pages;
using Ridgeline.Review.Uses;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say how reviews are written.</summary>
internal sealed class ReviewOutput
{
    private static readonly string[] s_kinds = [".html", ".sarif", ".json", ".csv", ".md"];
    private readonly Choice<OutputFormat> _format = FormatOption.Create();
    private readonly Option<string[]> _save = new("--save")
    {
        HelpName = "FILE", Arity = ArgumentArity.OneOrMore, Description = "Also write FILE.html, .sarif, .json, .csv or .md; may be repeated",
    };

    public ReviewOutput() => _save.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(t => !s_kinds.Contains(Path.GetExtension(t.Value), StringComparer.OrdinalIgnoreCase)))
        {
            result.AddError($"--save {token.Value}: no review ends so\nend it in {string.Join(", ", s_kinds[..^1])} or {s_kinds[^1]}");
        }
    });

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_save);
    }

    /// <summary>Finds mistakes before any work is done.</summary>
    /// <exception cref="DiagnosticException">A file cannot be written.</exception>
    public void Check(ParseResult parsed)
    {
        var mistakes = (parsed.GetValue(_save) ?? []).Select(SavedFile.Refusal).OfType<Diagnostic>().ToList();
        if (mistakes.Count > 0) throw new DiagnosticException(mistakes);
    }

    public void Write(IReadOnlyList<MachineReview> reviews, IReadOnlyList<UseScore> scores, NetworkShelf shelf, ParseResult parsed, Terminal terminal)
    {
        Write(reviews, scores, shelf, FormatOption.Of(_format, parsed), FormatOption.Look(terminal), terminal.Data);
        foreach (var file in parsed.GetValue(_save) ?? [])
        {
            SavedFile.Write(file, stream => Save(reviews, scores, shelf, Path.GetExtension(file).ToLowerInvariant(), stream));
            terminal.Tell($"wrote {file}");
        }
    }

    private static void Save(IReadOnlyList<MachineReview> reviews, IReadOnlyList<UseScore> scores, NetworkShelf shelf, string kind, Stream to)
    {
        if (kind == ".html") to.Write(Encoding.UTF8.GetBytes(ReviewPage.Html(reviews, scores, shelf)));
        else if (kind == ".sarif") ReviewSarif.Write(reviews, to);
        else Write(reviews, scores, shelf, Enum.Parse<OutputFormat>(kind[1..], ignoreCase: true), null, to);
    }

    private static void Write(
        IReadOnlyList<MachineReview> reviews, IReadOnlyList<UseScore> scores, NetworkShelf shelf, OutputFormat format, TextLook? look, Stream to)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case OutputFormat.Json:
                ReviewJson.Write(reviews, scores, to);
                text.Write('\n');
                break;
            case OutputFormat.Jsonl: TableJson.WriteLines(ReviewTables.Findings(reviews), to); break;
            case OutputFormat.Csv: CsvTable.Write(scores.Count > 0 ? ReviewTables.Needs(scores) : ReviewTables.Findings(reviews), text); break;
            case OutputFormat.Md: Page(MarkdownTable.Write); break;
            default: Page((table, writer) => TextTable.Write(table, writer, look)); break;
        }

        void Page(Action<ReportTable, TextWriter> table)
        {
            if (scores.Count > 0) ReviewPage.Write(scores, table, text);
            ReviewPage.Write(reviews, shelf, table, text);
        }
    }
}
