using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Reports.Bench;
using Ridgeline.Runtime;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline run NETWORK --input ...</c>: runs a network once on this CPU and prints or saves what it makes.</summary>
internal static class RunCommand
{
    private const long MostLabels = 1_000_000;

    public static Command Create(Terminal terminal)
    {
        var network = Named.Argument<string>("NETWORK", "A path to an .onnx file, or zoo:NAME?key=value&...", ArgumentArity.ExactlyOne);
        var inputs = new InputArguments();
        var set = Valued.Numbers("--set", "Give a symbolic dimension a number, such as seq=128; may be repeated");
        var batch = Valued.Option<long>("--batch", "N", "The number of examples run at once", Valued.Whole, "-b");
        var threads = Valued.Option<long>("--threads", "N", "The number of threads; all if not said", Valued.Whole, "-t");
        var top = Valued.Option<long>("--top", "K", "Print the K largest numbers of each row of an output, as a classifier's answer", Valued.Whole);
        var labels = new Option<string?>("--labels") { HelpName = "FILE", Description = "What the places of an output are called: a line each" };
        var save = new Option<string[]>("--save")
        {
            HelpName = "FILE", Arity = ArgumentArity.OneOrMore,
            Description = "Write the outputs: FILE.npz holds all; NAME=FILE.npy, .pb or .bin one, without NAME= if there is one output",
        };
        var format = FormatOption.Create();
        var command = new Command("run", "Run a network once on this CPU, and print or save its outputs") { network, set, batch, threads, top, labels, save, format };
        inputs.AddTo(command);
        command.SetAction(parsed =>
        {
            var diagnostics = new DiagnosticBag();
            var name = parsed.GetValue(network)!;
            var words = Labels(parsed.GetValue(labels));
            var options = new RuntimeOptions { Threads = (int)Math.Min(parsed.GetValue(threads) ?? Environment.ProcessorCount, 1024) };
            // Who gives nothing wants to see it run; who gives some has forgotten the rest.
            var given = inputs.Of(parsed, null);
            var isMadeUp = given is { Written.Count: 0, Seed: null };
            if (isMadeUp) given = given with { Seed = 0 };
            using var loaded = RunnableNetwork.Load(name, parsed.GetValue(set) ?? [], parsed.GetValue(batch), given, options, diagnostics);
            Warnings.Print(name, diagnostics, terminal);
            if (isMadeUp && loaded.InputOrder.Count > 0)
            {
                terminal.Tell($"note: nothing was given: {Names(loaded.InputOrder)} made up from seed 0 (--input NAME=FILE, --seed N)");
            }
            var files = (parsed.GetValue(save) ?? []).Select(text => OutputFile.Of(text, loaded.Compiled.Outputs)).ToList();
            var outputs = loaded.Compiled.Run(loaded.Inputs);
            var shown = FormatOption.Of(format, parsed);
            TableOutput.Write(parsed.GetValue(top) is { } k || words is not null ? OutputTables.Top(Tensors(outputs), (int)(parsed.GetValue(top) ?? 5), words)
                : OutputTables.Summary(Described(outputs)), shown, terminal);
            foreach (var file in files) file.Write(outputs, terminal);
            return ExitCode.Fine;
        });
        return command;
    }

    private static string Names(IReadOnlyList<Value> inputs) => string.Join(", ", inputs.Select(i => $"'{i.Name}'"));

    private static List<(string, Tensor)> Tensors(IReadOnlyDictionary<string, RuntimeValue> outputs)
        => [.. outputs.Where(o => o.Value is RuntimeTensor { Element: not ElementType.String }).Select(o => (o.Key, TensorTransfer.FromRuntime((RuntimeTensor)o.Value)))];

    private static List<(string, string, Tensor?)> Described(IReadOnlyDictionary<string, RuntimeValue> outputs)
        => [.. outputs.Select(o => (o.Key, Kind(o.Value), o.Value is RuntimeTensor tensor ? TensorTransfer.FromRuntime(tensor) : null))];

    private static string Kind(RuntimeValue value) => value switch
    {
        RuntimeTensor tensor => tensor.ToString(),
        RuntimeSequence sequence => $"sequence of {sequence.Items.Count}",
        RuntimeOptional optional => optional.Content is null ? "nothing" : $"optional {Kind(optional.Content)}",
        _ => "map",
    };

    private static IReadOnlyList<string>? Labels(string? file)
    {
        if (file is null) return null;
        if (!File.Exists(file)) throw new DiagnosticException(Diagnostic.Error("INPUT101", "there is no such file", new(file)));
        var lines = File.ReadLines(file).Take((int)MostLabels).Select(l => l.Trim()).ToList();
        return lines is [.., ""] ? lines[..^1] : lines;
    }
}
