using System.CommandLine;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Networks;
using Ridgeline.Accelerators.LoopNests.Presets;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Cli.Commands;

/// <summary>
/// <c>ridgeline map NETWORK --on ACCELERATOR</c> and <c>ridgeline map --timeloop FILE</c>: what a loop nest costs on a tree of memories, and which one
/// costs least.
/// </summary>
internal static class MapCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = Named.Argument<string?>("NETWORK", "A path to an .onnx file, or zoo:NAME?key=value&...", ArgumentArity.ZeroOrOne);
        var arguments = new MapArguments();
        var output = new MapOutput();
        var command = new Command("map", "Search the loop nests that cost least on a tree of memories, or evaluate one") { network };
        arguments.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            output.Check(parsed);
            var diagnostics = new DiagnosticBag();
            var (name, files, on) = (parsed.GetValue(network), arguments.Timeloop(parsed), arguments.On(parsed));
            if (name is null == (files.Count == 0)) throw Asked("either a network or --timeloop is mapped", "ridgeline map zoo:alexnet --on eyeriss");
            using var progress = new ShareLine(terminal, "searching");
            using var interruption = new Interruption();
            if (name is not null)
            {
                if (on is null) throw Asked("--on is missing: what to map onto", "--on " + string.Join(", --on ", NestPresets.Names));
                var mapped = Map(name, on, arguments, parsed, progress, diagnostics, interruption.Token);
                progress.Dispose();
                Warnings.Print(name, diagnostics, terminal);
                output.Write(mapped, parsed, terminal);
                return ExitCode.Fine;
            }
            var input = TimeloopReader.Read(files, diagnostics);
            diagnostics.ThrowIfErrors();
            var nest = Map(input!, arguments.Search(parsed, Objective(input!), progress), interruption.Token);
            progress.Dispose();
            Warnings.Print(files[0], diagnostics, terminal);
            output.Write(nest, parsed, terminal);
            return ExitCode.Fine;
        });
        return command;
    }

    private static DiagnosticException Asked(string what, string hint) => new(Diagnostic.Error("CLI101", what, hint: hint));

    private static MappedNetwork Map(string name, string on, MapArguments arguments, ParseResult parsed, ShareLine progress, DiagnosticBag diagnostics,
        CancellationToken stop)
    {
        var accelerator = NestPresets.Open(on, diagnostics);
        diagnostics.ThrowIfErrors();
        using var model = NetworkSource.Load(name, diagnostics);
        var sizes = new AskedSizes(name, arguments.Set(parsed), arguments.Batch(parsed));
        sizes.Bind(model, diagnostics);
        PassPipeline.CleanUp().Run(model, diagnostics);
        var profile = Profiler.Profile(name, model, sizes.Infer(model, diagnostics),
            new() { Training = arguments.Trains(parsed) ? Optimizer.Momentum : null });
        return NestNetwork.Map(profile, accelerator!, arguments.Search(parsed, NestObjective.EnergyDelay, progress), stop);
    }

    private static MappedNest Map(TimeloopInput input, NestSearchOptions options, CancellationToken stop)
    {
        if (input.Mapping is { } given) return Evaluate(input, given);
        var found = NestMapper.Search(input.Workload, input.Architecture, input.Constraints, options, stop);
        if (found is { Mapping: { } mapping, Result: { } result })
            return new(input.Workload, input.Architecture, mapping, result, found.MappingsEvaluated, found.ProvenOptimal);
        throw new DiagnosticException([.. NestProblems.Of(found).Select(problem => problem with { Spot = input.Spot })]);
    }

    private static MappedNest Evaluate(TimeloopInput input, NestMapping mapping)
    {
        var evaluator = new NestEvaluator(input.Workload, input.Architecture);
        var problems = NestProblems.Of(evaluator, mapping).Select(problem => problem with { Spot = input.Spot }).ToList();
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
