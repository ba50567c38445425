using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline profile NETWORK</c>: what the network asks of hardware, layer by layer.</summary>
internal static class ProfileCommand
{
    public static Command Create(Terminal terminal)
    {
        var argument = Named.Argument<string>("NETWORK", "A path to an .onnx file, or zoo:NAME?key=value&...", ArgumentArity.ExactlyOne);
        var arguments = new ProfileArguments();
        var output = new OutputArguments();
        var command = new Command("profile", "Operations, parameters, working set and peak memory of a network, layer by layer") { argument };
        arguments.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            output.Check(parsed, arguments.Trains(parsed));
            var diagnostics = new DiagnosticBag();
            var name = parsed.GetValue(argument)!;
            using var network = arguments.Load(name, bag => NetworkSource.Load(name, bag), parsed, diagnostics);
            var profile = arguments.Profile(network, parsed);
            Warnings.Print(name, diagnostics, terminal);
            output.Write(profile, null, parsed, terminal);
            // A network with contradictions in it is profiled as far as it goes, but a script should notice.
            return diagnostics.HasErrors ? ExitCode.Findings : ExitCode.Fine;
        });
        return command;
    }
}
