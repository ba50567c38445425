using System.CommandLine;
using System.Text;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Mappings;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say how a mapped nest is written.</summary>
internal sealed class MapOutput
{
    private static readonly string[] s_kinds = [".csv", ".json", ".jsonl", ".md"];
    private readonly Choice<OutputFormat> _format = FormatOption.Create();
    private readonly Option<string[]> _save = new("--save")
    {
        HelpName = "FILE", Arity = ArgumentArity.OneOrMore, Description = "Also write FILE.csv, .json, .jsonl or .md; may be repeated",
    };

    public MapOutput() => _save.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(t => !s_kinds.Contains(Path.GetExtension(t.Value), StringComparer.OrdinalIgnoreCase)))
            result.AddError($"--save {token.Value}: no mapping ends so\nend it in {string.Join(", ", s_kinds[..^1])} or {s_kinds[^1]}");
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
        var mistakes = Files(parsed).Select(SavedFile.Refusal).OfType<Diagnostic>().ToList();
        if (mistakes.Count > 0) throw new DiagnosticException(mistakes);
    }

    public void Write(MappedNest nest, ParseResult parsed, Terminal terminal)
    {
        Write(nest, FormatOption.Of(_format, parsed), terminal.Data, FormatOption.Look(terminal));
        foreach (var file in Files(parsed))
        {
            SavedFile.Write(file, stream => Save(nest, Path.GetExtension(file).ToLowerInvariant(), stream));
            terminal.Tell($"wrote {file}");
        }
    }

    private static void Save(MappedNest nest, string kind, Stream to) => Write(nest, Enum.Parse<OutputFormat>(kind[1..], ignoreCase: true), to, null);

    private static void Write(MappedNest nest, OutputFormat format, Stream to, TextLook? look)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case OutputFormat.Json:
                MappingJson.Write(nest, to);
                text.Write('\n');
                break;
            case OutputFormat.Jsonl: TableJson.WriteLines(MappingTables.Traffic(nest), to); break;
            case OutputFormat.Csv: CsvTable.Write(MappingTables.Traffic(nest), text); break;
            case OutputFormat.Md: MappingPage.Write(nest, MarkdownTable.Write, text); break;
            default: MappingPage.Write(nest, (table, writer) => TextTable.Write(table, writer, look), text); break;
        }
    }

    private IReadOnlyList<string> Files(ParseResult parsed) => parsed.GetValue(_save) ?? [];
}
