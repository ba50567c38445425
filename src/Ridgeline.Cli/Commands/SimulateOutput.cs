using System.CommandLine;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Simulations;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say how a simulation is written.</summary>
internal sealed class SimulateOutput
{
    private readonly Choice<OutputFormat> _format = FormatOption.Create();
    private readonly Option<long?> _top = Valued.Option<long>("--top", "N", "Only the N longest layers", Valued.Whole);
    private readonly Option<string[]> _save = new("--save")
    {
        HelpName = "FILE", Arity = ArgumentArity.OneOrMore,
        Description = "Also write FILE.html, .svg, .csv, .json, .jsonl, .md, or .pftrace for ui.perfetto.dev; with --compat scale-sim also a folder, for its three reports",
    };

    private readonly Choice<SimulationPicture> _picture = new("--picture", "Which picture an .svg is", SimulationPicture.Cycles);
    private readonly Option<long?> _cycle = Valued.Option<long>("--cycle", "N", "The cycle of --picture wavefront [default: the first in which most cells compute]", Valued.Whole);

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _format, _top, _save, _picture, _cycle }) command.Add(option);
    }

    /// <summary>Finds mistakes before any work is done.</summary>
    /// <exception cref="DiagnosticException">A file cannot be written.</exception>
    public void Check(ParseResult parsed, bool isCompat)
    {
        var mistakes = Files(parsed).Where(f => !IsFolder(f)).Select(SavedFile.Refusal).OfType<Diagnostic>().ToList();
        mistakes.AddRange(Files(parsed).Where(f => IsFolder(f) ? !isCompat : SimulationFile.Problem(f) is not null).Select(f => Diagnostic.Error("CLI101",
            IsFolder(f) ? $"--save {f}: only --compat scale-sim writes a folder" : $"--save {f}: {SimulationFile.Problem(f)}", hint: SimulationFile.Kinds)));
        if (mistakes.Count > 0) throw new DiagnosticException(mistakes);
    }

    public void Write(NetworkSimulation simulation, ScaleSimRuns? compat, ParseResult parsed, Terminal terminal)
    {
        SimulationFile.Write(simulation, FormatOption.Of(_format, parsed), (int?)parsed.GetValue(_top), terminal.Data, FormatOption.Look(terminal));
        foreach (var file in Files(parsed))
        {
            if (!IsFolder(file)) SimulationFile.Save(simulation, _picture.Of(parsed) ?? SimulationPicture.Cycles, parsed.GetValue(_cycle), file);
            else
            {
                Directory.CreateDirectory(file);
                foreach (var (name, write) in compat is null ? [] : ScaleSimReports.Of(compat.Config)) SavedFile.Write(Path.Combine(file, name), stream =>
                {
                    using var text = new StreamWriter(stream) { NewLine = "\n" };
                    write(compat!.Results, text);
                });
            }
            terminal.Tell($"wrote {file}");
        }
    }

    private static bool IsFolder(string file) => Directory.Exists(file) || Path.GetExtension(file).Length == 0;

    private IReadOnlyList<string> Files(ParseResult parsed) => parsed.GetValue(_save) ?? [];
}
