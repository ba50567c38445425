using System.CommandLine;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Profiles;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline study [NETWORK]</c>: the main job. Profiles a network, prints a page, writes a report with pictures.</summary>
internal static class StudyCommand
{
    private const string Report = "ridgeline-report.html";

    public static Command Create(Terminal terminal)
    {
        var network = new Argument<string?>("NETWORK")
        {
            Description = $"A path to an .onnx file, or zoo:NAME?key=value&...; without one, {NetworkSource.Shipped}, which ships with the tool", Arity = ArgumentArity.ZeroOrOne,
        };
        var save = new Option<string>("--save") { Description = "Where to write the report", DefaultValueFactory = _ => Report };
        var arguments = new ProfileArguments();
        var command = new Command("study", "The main job: profile a network, print a page, write a report with pictures") { network, save };
        arguments.AddTo(command);
        command.SetAction(parsed =>
        {
            var diagnostics = new DiagnosticBag();
            var asked = parsed.GetValue(network);
            using var model = asked is null ? NetworkSource.LoadShipped(diagnostics) : NetworkSource.Load(asked, diagnostics);
            var profile = arguments.Profile(asked ?? NetworkSource.Shipped, model, parsed, diagnostics);
            Warnings.Print(profile.Network, diagnostics, terminal);
            ProfilePage.Write(profile, null, TextTable.Write, terminal.Out);
            var file = parsed.GetValue(save)!;
            File.WriteAllText(file, ProfileHtml.Page(profile));
            terminal.Out.WriteLine($"The report with pictures is {file}: open it in a browser.");
            if (asked is null) terminal.Out.WriteLine("Next: ridgeline study zoo:resnet50, or your own .onnx file; 'ridgeline zoo list' shows what else is there.");
            return ExitCode.Fine;
        });
        return command;
    }
}
