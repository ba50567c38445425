using System.CommandLine;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline map --timeloop FILE</c>: what a loop nest costs on a tree of memories, and which one costs least.</summary>
internal static class MapCommand
{
    public static Command Create(Terminal terminal)
    {
        var arguments = new MapArguments();
        var output = new MapOutput();
        var command = new Command("map", "Search the loop nest that costs least on a tree of memories, or evaluate one");
        arguments.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            output.Check(parsed);
            var diagnostics = new DiagnosticBag();
            var files = arguments.Timeloop(parsed);
            if (files.Count == 0) throw new DiagnosticException(Diagnostic.Error("CLI101", "what to map is missing", hint: "ridgeline map --timeloop FILE.yaml"));
            var input = TimeloopReader.Read(files, diagnostics);
            diagnostics.ThrowIfErrors();
            using var progress = new ShareLine(terminal, "searching");
            var nest = Map(input!, arguments.Search(parsed, Objective(input!), progress));
            progress.Dispose();
            Warnings.Print(files[0], diagnostics, terminal);
            output.Write(nest, parsed, terminal);
            return ExitCode.Fine;
        });
        return command;
    }

    private static MappedNest Map(TimeloopInput input, NestSearchOptions options)
    {
        if (input.Mapping is { } given) return Evaluate(input, given);
        var found = NestMapper.Search(input.Workload, input.Architecture, input.Constraints, options);
        if (found is { Mapping: { } mapping, Result: { } result })
            return new(input.Workload, input.Architecture, mapping, result, found.MappingsEvaluated, found.ProvenOptimal);
        throw new DiagnosticException([.. NestProblems.Of(found)]);
    }

    private static MappedNest Evaluate(TimeloopInput input, NestMapping mapping)
    {
        var evaluator = new NestEvaluator(input.Workload, input.Architecture);
        var problems = NestProblems.Of(evaluator, mapping).ToList();
        if (problems.Count > 0) throw new DiagnosticException(problems);
        return new(input.Workload, input.Architecture, mapping, evaluator.Evaluate(mapping), 1, false);
    }

    // Timeloop's usual pair, delay before energy, is judged by their product, as its own edp is.
    private static NestObjective Objective(TimeloopInput input) => input.Metrics switch
    {
        ["delay" or "latency" or "cycles"] => NestObjective.Latency,
        ["energy"] => NestObjective.Energy,
        _ => NestObjective.EnergyDelay,
    };
}
