using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Profiles;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say how a profile is written, shared by the commands that profile.</summary>
internal sealed class OutputArguments
{
    private readonly Choice<OutputFormat> _format = FormatOption.Create();
    private readonly Choice<ProfileGrouping> _by = new(
        "--by", "One row a layer, an operator or a block; by itself layers up to 60, then blocks, alike ones together");
    private readonly Choice<ProfileSort> _sort = new("--sort", "The order of the rows: as they run, or most of it first [default: run; with --top flops]");
    private readonly Option<long?> _top = Valued.Option<long>("--top", "N", "Only the first N rows: the costliest", Valued.Whole);
    private readonly Option<string[]> _save = new("--save")
    {
        HelpName = "FILE", Arity = ArgumentArity.OneOrMore,
        Description = "Also write a report or picture: FILE.html, .svg, .csv, .json, .jsonl or .md; may be repeated",
    };

    private readonly Choice<ProfilePicture> _picture = new("--picture", "Which picture an .svg is", ProfilePicture.WorkingSet);

    public OutputArguments() => _save.Validators.Add(result =>
    {
        foreach (var problem in result.Tokens.Select(t => ReportFile.Problem(t.Value)).OfType<string>()) result.AddError(problem);
    });

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _format, _by, _sort, _top, _save, _picture }) command.Add(option);
    }

    /// <summary>Finds mistakes before any work is done.</summary>
    /// <exception cref="DiagnosticException">A file cannot be written, or a picture cannot be drawn.</exception>
    public void Check(ParseResult parsed, bool training)
    {
        var mistakes = Files(parsed).Select(SavedFile.Refusal).OfType<Diagnostic>().ToList();
        if (!training && Picture(parsed) is ProfilePicture.TrainingMemory or ProfilePicture.TrainingSum)
        {
            mistakes.Add(Diagnostic.Error("CLI107", "--picture asks for a training step, and none is profiled", hint: "add --training"));
        }
        if (mistakes.Count > 0) throw new DiagnosticException(mistakes);
    }

    /// <summary>Writes the profile and the reports asked for, or one by itself if none is.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="study">What the network costs on machines and what is found of them; null if none was predicted.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="unasked">The report that is written if none is asked for; null for none.</param>
    public void Write(NetworkProfile profile, StudyResult? study, ParseResult parsed, Terminal terminal, string? unasked = null)
    {
        var view = new ProfileView { By = _by.Of(parsed), Sort = _sort.Of(parsed), Top = parsed.GetValue(_top) };
        ProfileOutput.Write(profile, study, view, FormatOption.Of(_format, parsed), terminal.Data, FormatOption.Look(terminal));
        IReadOnlyList<string> files = Files(parsed) is { Count: > 0 } asked ? asked : unasked is null ? [] : [unasked];
        foreach (var file in files)
        {
            ReportFile.Write(profile, study, view, Picture(parsed), file);
            var isPage = file.EndsWith(".html", StringComparison.OrdinalIgnoreCase);
            terminal.Tell($"wrote {file}{(isPage ? ": a page with pictures; open it in a browser" : "")}");
        }
    }

    private ProfilePicture Picture(ParseResult parsed) => _picture.Of(parsed) ?? ProfilePicture.WorkingSet;

    private IReadOnlyList<string> Files(ParseResult parsed) => parsed.GetValue(_save) ?? [];
}
