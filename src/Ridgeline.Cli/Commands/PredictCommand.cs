using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline predict NETWORK --on MACHINE</c>: latency, throughput and energy on any machine, layer by layer, with the bound and why.</summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = Named.Argument<string>("NETWORK", "A path to an .onnx file, or zoo:NAME?key=value&...", ArgumentArity.ExactlyOne);
        var arguments = new PredictArguments();
        var output = new PredictOutput();
        var command = new Command("predict", "Latency, throughput and energy of a network on any machine: per layer, with the bound and why") { network };
        arguments.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var diagnostics = new DiagnosticBag();
            var machines = arguments.Machines(parsed, terminal, diagnostics);
            output.Check(parsed, machines.Count);
            var name = parsed.GetValue(network)!;
            using var workload = arguments.Load(name, parsed, diagnostics);
            var predictions = machines.Select(machine => workload.Predict(machine, arguments.Options(parsed))).ToList();
            Warnings.Print(name, diagnostics, terminal);
            output.Write(predictions, parsed, terminal);
            return diagnostics.HasErrors || predictions.Any(p => !p.Fits) ? ExitCode.Findings : ExitCode.Fine;
        });
        return command;
    }
}
