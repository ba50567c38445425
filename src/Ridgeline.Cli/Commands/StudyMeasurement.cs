using System.CommandLine;
using System.Text;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Bench;
using Ridgeline.Reports.Tables;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Cli.Commands;

/// <summary>What <c>study --run</c> adds: the network predicted for this machine, run on it, and both laid over each other.</summary>
internal sealed class StudyMeasurement
{
    private const string Picture = "ridgeline-parity.svg";
    private const string Table = "ridgeline-parity.csv";
    private const double WarmUp = 0.5;

    private readonly Option<bool> _run = new("--run")
    {
        Description = $"Also predict for this machine, run there, and draw predicted over measured ({Picture}, {Table})",
    };

    private readonly Option<long?> _threads = Valued.Option<long>("--threads", "N", "Of --run: on how many threads; all if not said", Valued.Whole, "-t");

    public void AddTo(Command command)
    {
        command.Add(_run);
        command.Add(_threads);
    }

    /// <summary>Predicts, runs, and writes picture and table beside the report, if asked to.</summary>
    /// <exception cref="DiagnosticException">The network cannot be run.</exception>
    public void Write(string network, Dictionary<string, long> sizes, long? batch, ParseResult parsed, Terminal terminal)
    {
        if (!parsed.GetValue(_run)) return;
        var threads = (int)Math.Min(parsed.GetValue(_threads) ?? Environment.ProcessorCount, Environment.ProcessorCount);
        var diagnostics = new DiagnosticBag();
        var host = HostMachine.Open(threads, terminal, diagnostics);
        diagnostics.ThrowIfErrors();
        var session = new BenchSession(network, sizes, new([], 1, new()), new ScenarioOptions(), terminal) { WarmUp = WarmUp };
        var steps = session.Layers(batch, threads, host, diagnostics);
        using var workload = LoadedWorkload.Of(network, sizes, batch, new());
        var parity = Parity.Of(workload.Predict(host!, new() { Steps = Parity.StepsOf(steps) }), steps);
        SavedFile.Write(Picture, stream => stream.Write(Encoding.UTF8.GetBytes(parity.Draw())));
        SavedFile.Write(Table, stream =>
        {
            using var writer = new StreamWriter(stream);
            CsvTable.Write(ParityTable.Of(parity), writer);
        });
        terminal.Tell($"on this machine, {threads} {(threads == 1 ? "thread" : "threads")}: {parity.Sentence}\nwrote {Picture} and {Table}");
        if (host!.Efficiency.Count == 0) terminal.Tell("this machine is not fitted to its kernels: 'ridgeline machines calibrate --on host' takes two minutes and predicts better");
    }
}
