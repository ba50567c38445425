using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline simulate NETWORK --on ACCELERATOR</c>: cycles, stalls, accesses and energy on systolic arrays.</summary>
internal static class SimulateCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = Named.Argument<string>("NETWORK", "A path to an .onnx file, zoo:NAME?key=value&..., or a SCALE-Sim topology (.csv)", ArgumentArity.ExactlyOne);
        var arguments = new SimulateArguments();
        var output = new SimulateOutput();
        var command = new Command("simulate", "Systolic arrays cycle by cycle: stalls, accesses, energy; or SCALE-Sim's reports") { network };
        arguments.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            output.Check(parsed, arguments.IsCompat(parsed));
            var diagnostics = new DiagnosticBag();
            var name = parsed.GetValue(network)!;
            var (simulation, compat) = arguments.Simulate(name, parsed, diagnostics);
            Warnings.Print(name, diagnostics, terminal);
            output.Write(simulation, compat, parsed, terminal);
            return diagnostics.HasErrors ? ExitCode.Findings : ExitCode.Fine;
        });
        return command;
    }
}
