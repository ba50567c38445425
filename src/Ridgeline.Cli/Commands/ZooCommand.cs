using System.CommandLine;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Onnx;
using Ridgeline.Reports.Tables;
using Ridgeline.Zoo;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline zoo list</c> and <c>ridgeline zoo export</c>.</summary>
internal static class ZooCommand
{
    public static Command Create(Terminal terminal) => new("zoo", "Networks built in, exact to their papers") { List(terminal), Export(terminal) };

    private static Command List(Terminal terminal)
    {
        var format = new Option<OutputFormat>("--output", "-o") { Description = "How to write it", DefaultValueFactory = _ => OutputFormat.Table };
        var command = new Command("list", "All networks with their parameters and sources") { format };
        command.SetAction(parsed =>
        {
            var rows = NetworkZoo.Networks.Select(n => new[] { Cell.Of(n.Name), Cell.Of(n.Summary), Cell.Of(Parameters(n)), Cell.Of(n.Source) });
            var table = new ReportTable("", [new("Name", "name", false), new("What", "summary", false), new("Parameters", "parameters", false), new("Source", "source", false)], [.. rows]);
            TableOutput.Write(table, parsed.GetValue(format), terminal);
            return ExitCode.Fine;
        });
        return command;
    }

    private static string Parameters(ZooNetwork network) => string.Join(' ', network.AllParameters
        .Select(p => p.Choices is null ? $"{p.Name}={p.Default}" : $"{p.Name}={string.Join('|', p.Choices)}"));

    private static Command Export(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "A network of the zoo, with parameters: bert-base?seq=64" };
        var save = new Option<string>("--save") { Description = "The file to write", Required = true };
        var weights = new Option<string>("--weights") { Description = "seeded, or absent: structure alone", DefaultValueFactory = _ => "seeded" };
        weights.AcceptOnlyFromAmong("seeded", "absent");
        var seed = new Option<ulong>("--seed") { Description = "Which seeded weights", DefaultValueFactory = _ => 1 };
        var command = new Command("export", "Write a network of the zoo as an ONNX file") { name, save, weights, seed };
        command.SetAction(parsed =>
        {
            var diagnostics = new DiagnosticBag();
            using var model = NetworkZoo.Build(parsed.GetValue(name)!);
            new ShapeInference().Run(model, diagnostics);
            if (parsed.GetValue(weights) == "seeded") new SeedWeights(parsed.GetValue(seed)).Run(model, diagnostics);
            OnnxWriter.Write(model, parsed.GetValue(save)!);
            terminal.Notes.WriteLine($"wrote {parsed.GetValue(save)}");
            return ExitCode.Fine;
        });
        return command;
    }
}
