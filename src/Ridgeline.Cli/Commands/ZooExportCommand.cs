using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Onnx;
using Ridgeline.Quantities;
using Ridgeline.Zoo;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline zoo export NAME --save FILE</c>: a network of the zoo as an ONNX file.</summary>
internal static class ZooExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = Named.Argument<string>("NAME", "A network of the zoo, with parameters: bert-base?seq=64", ArgumentArity.ExactlyOne);
        var save = new Option<string>("--save")
        {
            Description = "The file to write; over 2 GB the weights go into FILE.data beside it", Required = true, HelpName = "FILE.onnx",
        };
        var weights = new Choice<ExportedWeights>("--weights", "Random weights from a seed, or the structure alone", ExportedWeights.Seeded);
        var seed = Valued.Option<ulong>("--seed", "N", "Which seeded weights [default: 1]", Valued.Seed);
        save.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !t.Value.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)))
            {
                result.AddError($"--save {token.Value}: an ONNX file is written\nend the name in .onnx");
            }
        });
        var command = new Command("export", "Write a network of the zoo as an ONNX file") { name, save, weights, seed };
        command.SetAction(parsed =>
        {
            Export(parsed.GetValue(name)!, parsed.GetValue(save)!, weights.Of(parsed) == ExportedWeights.Seeded ? parsed.GetValue(seed) ?? 1 : null, terminal);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Export(string name, string file, ulong? seed, Terminal terminal)
    {
        if (SavedFile.Refusal(file) is { } refusal) throw new DiagnosticException(refusal);
        var diagnostics = new DiagnosticBag();
        using var model = NetworkZoo.Build(name);
        new ShapeInference().Run(model, diagnostics);
        if (seed is { } number)
        {
            RefuseWithoutRoom(model, file);
            new SeedWeights(number).Run(model, diagnostics);
        }
        using (var interruption = new Interruption())
        using (var progress = new ProgressLine(terminal, $"writing {file}"))
        {
            OnnxWriter.Write(model, file, new() { Progress = Show });

            void Show(Bytes done, Bytes total)
            {
                interruption.ThrowIfAsked();
                progress.Show(done, total);
            }
        }
        terminal.Tell($"wrote {file}");
    }

    // A network of 350 GB is better refused at once than when the disk is full.
    private static void RefuseWithoutRoom(Model model, string file)
    {
        var need = model.Graph.Initializers.Aggregate(0L, (sum, i) => checked(sum + (i.Constant?.Data.Length ?? 0)));
        if (Room(Path.GetDirectoryName(Path.GetFullPath(file))!) is not { } room || need <= room) return;
        throw new DiagnosticException(Diagnostic.Error(
            "CLI108", $"the weights take {new Bytes(need)}, and the disk has room for {new Bytes(room)}", new(file),
            "--weights absent writes the structure alone"));
    }

    // Of a share in the network nothing is known beforehand.
    private static long? Room(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
