using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Reports.Predictions;

namespace Ridgeline.Cli.Commands;

/// <summary>
/// <c>ridgeline study [NETWORK] [--on MACHINE,...]</c>: the main job. Profiles a network, predicts what it costs on several machines, prints a page, writes a
/// report with pictures.
/// </summary>
internal static class StudyCommand
{
    private const string Report = "ridgeline-report.html";

    public static Command Create(Terminal terminal)
    {
        var network = Named.Argument<string?>(
            "NETWORK",
            $"A path to an .onnx file, or zoo:NAME?key=value&...; without one, {NetworkSource.Shipped}, which ships with the tool",
            ArgumentArity.ZeroOrOne);
        var on = new MachineOption(StudyMachines.Usual);
        var arguments = new ProfileArguments();
        var output = new OutputArguments();
        var command = new Command(
            "study", "The main job: profile a network, predict what it costs on several machines, print a page, "
                + $"write a report with pictures (--save, by itself {Report})") { network };
        var run = new StudyMeasurement();
        on.AddTo(command);
        arguments.AddTo(command);
        output.AddTo(command);
        run.AddTo(command);
        command.SetAction(parsed =>
        {
            output.Check(parsed, arguments.Trains(parsed));
            var diagnostics = new DiagnosticBag();
            // Machines are read while the network is.
            var machines = Task.Run(() => on.Machines(parsed, terminal, new()));
            var asked = parsed.GetValue(network);
            using var ready = arguments.Load(asked ?? NetworkSource.Shipped,
                bag => asked is null ? NetworkSource.LoadShipped(bag) : NetworkSource.Load(asked, bag), parsed, diagnostics);
            var profile = arguments.Profile(ready, parsed);
            // Rules predict other networks, too: that goes on while this one is compared.
            var reviews = Task.Run(() => StudyReviews.Of(ready, machines.GetAwaiter().GetResult()));
            var compared = Compare(ready, profile, machines.GetAwaiter().GetResult(), on.IsAsked(parsed), terminal);
            Warnings.Print(profile.Network, diagnostics, terminal);
            output.Write(profile, compared.Count > 0 ? new(compared, reviews.GetAwaiter().GetResult()) : null, parsed, terminal, Report);
            run.Write(asked ?? NetworkSource.Shipped, arguments.Sizes(parsed), arguments.Batch(parsed), parsed, terminal);
            if (asked is null) terminal.Tell("next: 'ridgeline study zoo:resnet50', or your own .onnx file; 'ridgeline zoo list' shows what else is there");
            // A machine of the usual set that is too small is news, one that was named and is too small is a finding.
            return diagnostics.HasErrors || (on.IsAsked(parsed) && compared.Any(m => !m.Alone.Fits)) ? ExitCode.Findings : ExitCode.Fine;
        });
        return command;
    }

    // What cannot be counted cannot be predicted either.
    private static IReadOnlyList<StudiedMachine> Compare(
        ReadyNetwork ready, NetworkProfile profile, IReadOnlyList<Machine> machines, bool asked, Terminal terminal)
    {
        var unknown = profile.Layers.Count(l => l.Work is null);
        if (unknown == 0 || machines.Count == 0) return StudyMachines.Of(ready, profile, machines);
        var then = asked ? "" : ", so no machines are compared; --on MACHINE compares what can be counted";
        terminal.Tell($"{unknown} of {profile.Layers.Count} layers cannot be counted{then}");
        return asked ? StudyMachines.Of(ready, profile, machines) : [];
    }
}
