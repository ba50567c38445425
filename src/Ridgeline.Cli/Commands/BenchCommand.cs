using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Reports.Bench;
using Ridgeline.Reports.Predictions;
using Ridgeline.Reports.Tables;
using Ridgeline.Runtime;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline bench NETWORK</c>: what a network takes on this machine, by batch and threads, step by step, and beside ONNX Runtime.</summary>
internal static class BenchCommand
{
    private const string OutrunPeak = "steps run faster than the peaks on file for this machine, which were measured while it was busy: no shares of peak are told; "
        + "'ridgeline machines calibrate --on host' on a quiet machine";

    private const ulong Seed = 1;

    public static Command Create(Terminal terminal)
    {
        var network = Named.Argument<string>("NETWORK", "A path to an .onnx file, or zoo:NAME?key=value&...", ArgumentArity.ExactlyOne);
        var arguments = new BenchArguments();
        var inputs = new InputArguments();
        var layers = new Option<bool>("--no-layers") { Description = "Do not time each step" };
        var top = Valued.Option<long>("--top", "N", "Show only the longest steps", Valued.Whole);
        var trace = new Option<string?>("--trace") { HelpName = "FILE.pftrace", Description = "Also write the steps as a trace for ui.perfetto.dev" };
        var format = FormatOption.Create();
        var command = new Command("bench", "Measured latency and throughput on this CPU: percentiles, batches, threads, steps, and beside ONNX Runtime") { network };
        arguments.AddTo(command);
        inputs.AddTo(command);
        foreach (Option option in new Option[] { layers, top, trace, format }) command.Add(option);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(trace) is { } file && SavedFile.Refusal(file) is { } refusal) throw new DiagnosticException(refusal);
            if (arguments.Once(parsed) is { } who)
            {
                BenchOnce.Run(parsed.GetValue(network)!, who, arguments.Threads(parsed)[0], arguments.Sizes(parsed), inputs.Of(parsed, Seed),
                    arguments.Against(parsed).Path, terminal);
                return ExitCode.Fine;
            }
            var report = Run(parsed.GetValue(network)!, arguments, inputs, !parsed.GetValue(layers), parsed, terminal);
            Write(report, FormatOption.Of(format, parsed), (int?)parsed.GetValue(top), terminal);
            foreach (var warning in report.Warnings) terminal.Tell($"warning: {warning}");
            if (parsed.GetValue(trace) is { } target) Trace(report, target, terminal);
            return report.Rows.Any(r => r.Result.KeepsBound == false) ? ExitCode.Findings : ExitCode.Fine;
        });
        return command;
    }

    private static BenchReport Run(string network, BenchArguments arguments, InputArguments given, bool layers, ParseResult parsed, Terminal terminal)
    {
        var inputs = given.Of(parsed, Seed);
        var (against, path) = arguments.Against(parsed);
        using var rival = against ? Rival.Library(path) : null;
        using var session = new BenchSession(network, arguments.Sizes(parsed), inputs, arguments.Options(parsed), terminal)
        {
            Concurrency = arguments.Concurrency(parsed), WarmUp = arguments.WarmUp(parsed), Rival = rival, InputWords = given.Words(parsed),
        };
        var diagnostics = new DiagnosticBag();
        var rows = (from batch in arguments.Batches(parsed) from threads in arguments.Threads(parsed) select session.Measure(batch, threads, new())).ToList();
        Machine? host = null;
        IReadOnlyList<BenchLayer> steps = [];
        if (layers)
        {
            host = HostMachine.Open(Environment.ProcessorCount, terminal, diagnostics);
            steps = session.Layers(arguments.Batches(parsed)[0], arguments.Threads(parsed)[0], host, diagnostics);
        }
        // A step that outruns the peak shows that the peak was measured on a busy machine: no share of it means anything.
        var outrun = steps.Any(s => s.PeakShare > 1);
        if (outrun) steps = [.. steps.Select(s => s with { Peak = null })];
        return new()
        {
            Network = network, Machine = host?.Title ?? "this machine", Rows = rows, Layers = steps, Rival = rival is null ? null : $"ONNX Runtime {rival.Version}",
            Instructions = $"products by {EffectiveInstructions.Products}, all else on {EffectiveInstructions.Vectors}",
            Warnings =
            [
                .. rows.SelectMany(r => RunWarnings.Of(r.Result.Latency).Select(w => rows.Count > 1 ? $"batch {r.Batch}, {r.Threads} threads: {w}" : w)).Distinct(),
                .. outrun ? [OutrunPeak] : Array.Empty<string>(),
            ],
        };
    }

    private static void Write(BenchReport report, OutputFormat format, int? top, Terminal terminal)
    {
        switch (format)
        {
            case OutputFormat.Json or OutputFormat.Jsonl:
                BenchJson.Write(report, terminal.Data, indented: format == OutputFormat.Json);
                terminal.Out.Write('\n');
                break;
            case OutputFormat.Csv: CsvTable.Write(report is { Rows.Count: 1, Layers.Count: > 0 } ? BenchTables.Layers(report, top, whole: true)
                : BenchTables.Rows(report), terminal.Out); break;
            case OutputFormat.Md: BenchPage.Write(report, top, MarkdownTable.Write, terminal.Out); break;
            default: BenchPage.Write(report, top, (table, writer) => TextTable.Write(table, writer, FormatOption.Look(terminal)), terminal.Out); break;
        }
    }

    private static void Trace(BenchReport report, string file, Terminal terminal)
    {
        SavedFile.Write(file, stream => TimelineTrace.Write([($"{report.Network} measured on {report.Machine}", BenchTimeline.Of(report).Spans)], stream));
        terminal.Tell($"wrote {file}: open it at ui.perfetto.dev");
    }
}
