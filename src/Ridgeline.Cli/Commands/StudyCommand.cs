using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline study [NETWORK]</c>: the main job. Profiles a network, prints a page, writes a report with pictures.</summary>
internal static class StudyCommand
{
    private const string Report = "ridgeline-report.html";

    public static Command Create(Terminal terminal)
    {
        var network = Named.Argument<string?>(
            "NETWORK",
            $"A path to an .onnx file, or zoo:NAME?key=value&...; without one, {NetworkSource.Shipped}, which ships with the tool",
            ArgumentArity.ZeroOrOne);
        var arguments = new ProfileArguments();
        var output = new OutputArguments();
        var command = new Command(
            "study", $"The main job: profile a network, print a page, write a report with pictures (--save, by itself {Report})") { network };
        var run = StudyMeasurement.Option();
        arguments.AddTo(command);
        output.AddTo(command);
        command.Add(run);
        command.SetAction(parsed =>
        {
            output.Check(parsed, arguments.Trains(parsed));
            var diagnostics = new DiagnosticBag();
            var asked = parsed.GetValue(network);
            using var model = asked is null ? NetworkSource.LoadShipped(diagnostics) : NetworkSource.Load(asked, diagnostics);
            var profile = arguments.Profile(asked ?? NetworkSource.Shipped, model, parsed, diagnostics);
            Warnings.Print(profile.Network, diagnostics, terminal);
            output.Write(profile, parsed, terminal, Report);
            if (parsed.GetValue(run)) StudyMeasurement.Write(asked ?? NetworkSource.Shipped, arguments.Sizes(parsed), arguments.Batch(parsed), terminal);
            if (asked is null) terminal.Tell("next: 'ridgeline study zoo:resnet50', or your own .onnx file; 'ridgeline zoo list' shows what else is there");
            return diagnostics.HasErrors ? ExitCode.Findings : ExitCode.Fine;
        });
        return command;
    }
}
