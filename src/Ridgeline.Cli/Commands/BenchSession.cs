using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Quantities;
using Ridgeline.Runtime;
using Ridgeline.Runtime.Bench;
using Ridgeline.Runtime.Rivals;

namespace Ridgeline.Cli.Commands;

/// <summary>Measures one network with one batch on a number of threads.</summary>
/// <param name="network">What the user called it.</param>
/// <param name="sizes">Sizes by name.</param>
/// <param name="inputs">What it is given.</param>
/// <param name="options">How requests come.</param>
/// <param name="terminal">Hears of warnings.</param>
internal sealed class BenchSession(string network, Dictionary<string, long> sizes, GivenInputs inputs, ScenarioOptions options, Terminal terminal) : IDisposable
{
    private const double LayerSeconds = 1;

    private readonly ScratchFolder _scratch = new();
    private readonly Dictionary<long, string> _files = [];

    /// <summary>Runs beside each other.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Seconds of running before anything is measured.</summary>
    public double WarmUp { get; init; }

    /// <summary>What runs in turn; null if nothing does.</summary>
    public OrtLibrary? Rival { get; init; }

    /// <summary>The options of the command line that say what the network is given.</summary>
    public IReadOnlyList<string> InputWords { get; init; } = [];

    /// <summary>Measures.</summary>
    public BenchRow Measure(long? batch, int threads, DiagnosticBag diagnostics)
    {
        // Both load the same file: making weights from a seed is no part of a first run.
        var file = Rival is null ? null : File(batch, diagnostics);
        var (own, other) = file is null ? (null, null) : FreshProcess.Measure(file, threads, InputWords, Rival!.Path);
        using var loaded = file is null ? RunnableNetwork.Load(network, sizes, batch, inputs, new() { Threads = threads }, diagnostics)
            : RunnableNetwork.Load(file, new Dictionary<string, long>(), null, inputs, new() { Threads = threads }, diagnostics);
        Warnings.Print(network, diagnostics, terminal);
        var runs = Enumerable.Range(0, Concurrency).Select(_ => loaded.Compiled.Open(loaded.Inputs)).ToList();
        var runner = new ScenarioRunner([.. runs.Select(r => (Action)r.Run)]);
        runner.WarmUp(WarmUp);
        var row = new BenchRow(Batch(loaded), threads, runner.Run(options), own ?? loaded.FirstRun, runs[0].ArenaSize);
        if (file is not null) row = Against(row, loaded, runs[0], file, threads, other);
        runs.ForEach(loaded.Compiled.Return);
        return row;
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>Times each step, with the share of this machine's peak that it reaches.</summary>
    public IReadOnlyList<BenchLayer> Layers(long? batch, int threads, Machine? host, DiagnosticBag diagnostics)
    {
        using var workload = LoadedWorkload.Of(network, sizes, batch, new());
        var profile = workload.Workload.Profile(new());
        var flops = profile.Layers.GroupBy(l => l.Name).ToDictionary(g => g.Key, g => g.First().Work?.Flops, StringComparer.Ordinal);
        using var loaded = RunnableNetwork.Load(network, sizes, batch, inputs, new() { Threads = threads }, diagnostics);
        var run = loaded.Compiled.Open(loaded.Inputs);
        new ScenarioRunner([run.Run]).WarmUp(WarmUp);
        var times = LayerTimes.Take(run, LayerSeconds);
        loaded.Compiled.Return(run);
        var peak = host?.Peak(NumberFormat.Fp32) is { } all ? new FlopPerSecond(all.Value * Math.Min(1, threads / (double)Math.Max(1, host.Cores ?? 1))) : (FlopPerSecond?)null;
        return [.. times.Select(t => Layer(t, flops, peak))];
    }

    private static BenchLayer Layer(LayerTime step, Dictionary<string, FlopCount?> flops, FlopPerSecond? peak)
    {
        var names = step.Nodes.Select(n => n.Label).ToList();
        var counted = names.Select(n => flops.GetValueOrDefault(n)).OfType<FlopCount>().ToList();
        var all = counted.Count == 0 ? (FlopCount?)null : counted.Aggregate((a, b) => a + b);
        return new(step.Node.Label, step.Node.QualifiedType, names, step.Start, step.Times, all, peak) { Moved = step.Step.Moved };
    }

    private BenchRow Against(BenchRow row, RunnableNetwork loaded, NetworkRun run, string file, int threads, FirstRun? first)
    {
        using var rival = Cli.Rival.Open(Rival!, file, threads, loaded.Inputs);
        new ScenarioRunner([rival.Run]).WarmUp(WarmUp);
        var duel = Duel.Run(run.Run, rival.Run, options.Seconds);
        var outputs = Enumerable.Range(0, loaded.Compiled.Outputs.Count).ToDictionary(i => loaded.Compiled.Outputs[i].Name, run.Output);
        return row with { Duel = duel, RivalFirstRun = first ?? new() { Time = rival.FirstRun }, Difference = rival.Difference(outputs) };
    }

    // A file as it is can be opened by both; one with other sizes, or of the zoo, is written first.
    private string File(long? batch, DiagnosticBag diagnostics)
    {
        if (batch is null && sizes.Count == 0 && System.IO.File.Exists(network)) return network;
        if (_files.TryGetValue(batch ?? 0, out var written)) return written;
        using var model = RunnableNetwork.Sized(network, sizes, batch, inputs, diagnostics, null, out _);
        var folder = Directory.CreateDirectory(Path.Combine(_scratch.Path, $"{_files.Count}"));
        return _files[batch ?? 0] = Cli.Rival.Write(model, folder.FullName);
    }

    private static long Batch(RunnableNetwork loaded)
        => loaded.InputOrder.Select(i => loaded.Inputs[i.Name]).OfType<RuntimeTensor>().FirstOrDefault(t => t.Rank > 0)?.Dims[0] ?? 1;
}
