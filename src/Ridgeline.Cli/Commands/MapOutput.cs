using System.CommandLine;
using System.Text;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Networks;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Mappings;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say how a mapped nest or network is written.</summary>
internal sealed class MapOutput
{
    private static readonly string[] s_kinds = [".svg", ".csv", ".json", ".jsonl", ".md"];
    private readonly Choice<OutputFormat> _format = FormatOption.Create();
    private readonly Choice<MapPicture> _picture = new("--picture", "Which picture an .svg is", MapPicture.Nest);
    private readonly Option<string[]> _save = new("--save")
    {
        HelpName = "FILE", Arity = ArgumentArity.OneOrMore, Description = "Also write FILE.svg, .csv, .json, .jsonl or .md; may be repeated",
    };

    private readonly Option<string?> _layer = new("--layer") { HelpName = "LAYER", Description = "Of a network, show the loop nest of one layer" };

    public MapOutput() => _save.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(t => !s_kinds.Contains(Path.GetExtension(t.Value), StringComparer.OrdinalIgnoreCase)))
            result.AddError($"--save {token.Value}: no mapping ends so\nend it in {string.Join(", ", s_kinds[..^1])} or {s_kinds[^1]}");
    });

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _layer, _format, _save, _picture }) command.Add(option);
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
        Save(parsed, terminal, (file, stream) =>
        {
            if (!IsPicture(file)) Write(nest, Format(file), stream, null);
            else stream.Write(Encoding.UTF8.GetBytes(Draw(nest, parsed)));
        });
    }

    public void Write(MappedNetwork network, ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(_layer) is { } name)
        {
            Write(Nest(network, name), parsed, terminal);
            return;
        }
        Write(network, FormatOption.Of(_format, parsed), terminal.Data, FormatOption.Look(terminal));
        Save(parsed, terminal, (file, stream) =>
        {
            if (!IsPicture(file)) Write(network, Format(file), stream, null);
            else throw new DiagnosticException(Diagnostic.Error("CLI101", "a picture shows one loop nest", new(file), "name a layer: --layer NAME"));
        });
    }

    private static MappedNest Nest(MappedNetwork network, string name)
    {
        if (network.Layers.FirstOrDefault(layer => layer.Name == name) is { Nests: [var first, ..] }) return first.Nest;
        var close = Suggestion.Closest(name, network.Layers.Select(layer => layer.Name));
        throw new DiagnosticException(Diagnostic.Error("NEST205", $"{network.Network} has no layer '{name}' that multiplies",
            hint: close is null ? "-o csv lists the layers" : $"did you mean '{close}'?"));
    }

    private string Draw(MappedNest nest, ParseResult parsed) => _picture.Of(parsed) switch
    {
        MapPicture.Energy => NestPicture.Energy(nest),
        MapPicture.Accesses => NestPicture.Accesses(nest),
        _ => NestPicture.Draw(nest),
    };

    private void Save(ParseResult parsed, Terminal terminal, Action<string, Stream> write)
    {
        foreach (var file in Files(parsed))
        {
            SavedFile.Write(file, stream => write(file, stream));
            terminal.Tell($"wrote {file}");
        }
    }

    private static bool IsPicture(string file) => Path.GetExtension(file).Equals(".svg", StringComparison.OrdinalIgnoreCase);

    private static OutputFormat Format(string file) => Enum.Parse<OutputFormat>(Path.GetExtension(file)[1..], ignoreCase: true);

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

    private static void Write(MappedNetwork network, OutputFormat format, Stream to, TextLook? look)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var table = NetworkMappingTables.Layers(network);
        switch (format)
        {
            case OutputFormat.Json:
                NetworkMappingJson.Write(network, to);
                text.Write('\n');
                break;
            case OutputFormat.Jsonl: TableJson.WriteLines(table, to); break;
            case OutputFormat.Csv: CsvTable.Write(table, text); break;
            case OutputFormat.Md: MarkdownTable.Write(table, text); break;
            default: TextTable.Write(table, text, look); break;
        }
        if (format is not (OutputFormat.Table or OutputFormat.Md)) return;
        foreach (var note in network.Notes) text.Write($"note: {note}\n");
    }

    private IReadOnlyList<string> Files(ParseResult parsed) => parsed.GetValue(_save) ?? [];
}
