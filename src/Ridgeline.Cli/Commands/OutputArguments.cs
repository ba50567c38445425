using System.CommandLine;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Profiles;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say how a profile is written.</summary>
internal sealed class OutputArguments
{
    private readonly Option<OutputFormat> _format = new("--output", "-o") { Description = "How to write it", DefaultValueFactory = _ => OutputFormat.Table };
    private readonly Option<string[]> _save = new("--save") { Description = "Also write a report or picture: FILE.html, .svg, .csv, .json, .jsonl or .md" };
    private readonly Option<ProfileGrouping?> _by = new("--by") { Description = "One row a layer, an operator or a block; by itself layers up to 60, then blocks" };
    private readonly Option<ProfilePicture> _picture = new("--picture")
    {
        Description = "Which picture an .svg is", DefaultValueFactory = _ => ProfilePicture.WorkingSet,
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _format, _save, _by, _picture }) command.Add(option);
    }

    public void Write(NetworkProfile profile, ParseResult parsed, Terminal terminal)
    {
        Write(profile, parsed.GetValue(_format), parsed.GetValue(_by), terminal.Out, terminal.Data);
        foreach (var file in parsed.GetValue(_save) ?? []) Save(profile, parsed, file, terminal);
    }

    private static void Write(NetworkProfile profile, OutputFormat format, ProfileGrouping? by, TextWriter text, Stream bytes)
    {
        switch (format)
        {
            case OutputFormat.Json: ProfileJson.Write(profile, bytes); text.Write('\n'); break;
            case OutputFormat.Jsonl: ProfileJson.WriteLines(profile, bytes); break;
            case OutputFormat.Csv: CsvTable.Write(ProfilePage.Main(profile, by ?? ProfileGrouping.Layer), text); break;
            case OutputFormat.Md: ProfilePage.Write(profile, by, MarkdownTable.Write, text); break;
            default: ProfilePage.Write(profile, by, TextTable.Write, text); break;
        }
        text.Flush();
    }

    private void Save(NetworkProfile profile, ParseResult parsed, string file, Terminal terminal)
    {
        var by = parsed.GetValue(_by);
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".html": File.WriteAllText(file, ProfileHtml.Page(profile)); break;
            case ".svg": File.WriteAllText(file, ProfilePictures.Draw(profile, parsed.GetValue(_picture))); break;
            case ".csv": Into(file, OutputFormat.Csv); break;
            case ".json": Into(file, OutputFormat.Json); break;
            case ".jsonl": Into(file, OutputFormat.Jsonl); break;
            case ".md": Into(file, OutputFormat.Md); break;
            default: throw new DiagnosticException(Diagnostic.Error("CLI105", $"--save {file}: no such kind of report", hint: "end the name in .html, .svg, .csv, .json, .jsonl or .md"));
        }
        terminal.Notes.WriteLine($"wrote {file}");

        void Into(string path, OutputFormat format)
        {
            using var stream = File.Create(path);
            using var writer = new StreamWriter(stream) { NewLine = "\n" };
            Write(profile, format, by, writer, stream);
        }
    }
}
