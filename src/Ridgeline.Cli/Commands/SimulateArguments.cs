using System.CommandLine;
using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Accelerators.Systolic.ScaleSim;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say what to simulate, and on what.</summary>
internal sealed class SimulateArguments
{
    private readonly Option<string> _on = new("--on")
    {
        HelpName = "ACCELERATOR", Required = true, Description = "A machine with a systolic array (a name of the catalogue, a .yaml file), or a SCALE-Sim .cfg file",
    };

    private readonly Option<Dataflow?> _dataflow = Valued.Option<Dataflow>("--dataflow", "ws|is|os|rs", "What stays in the array [default: what the accelerator says]", Flow);
    private readonly Choice<CompatMode> _compat = new("--compat", "Whose numbers: those of hardware, or SCALE-Sim's with its known bugs", CompatMode.Physical);
    private readonly Choice<CellBuffering> _buffering = new("--weights", "Weights in a cell [default: double for a TPU, else single]");
    private readonly Option<long?> _batch = Valued.Option<long>("--batch", "N", "The number of examples run at once", Valued.Whole, "-b");
    private readonly Option<Dictionary<string, long>> _set = Valued.Numbers("--set", "Give a symbolic dimension a number, such as seq=128; may be repeated");
    private readonly Option<NumberFormat?> _precision = Valued.Option<NumberFormat>("--precision", "TYPE", "What to multiply: int8, bf16, ... [default: what is fastest]", Format);
    private readonly Option<bool> _training = new("--training") { Description = "Simulate a training step: forward, backward, update" };
    private readonly Choice<Optimizer> _optimizer = new("--optimizer", "What updates the parameters in training", Optimizer.Momentum);

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _on, _dataflow, _compat, _buffering, _batch, _set, _precision, _training, _optimizer }) command.Add(option);
    }

    public bool IsCompat(ParseResult parsed) => _compat.Of(parsed) == CompatMode.ScaleSim;

    /// <summary>Simulates a network or a topology.</summary>
    /// <exception cref="DiagnosticException">Something given is wrong.</exception>
    public (NetworkSimulation Simulation, ScaleSimRuns? Compat) Simulate(string network, ParseResult parsed, DiagnosticBag diagnostics)
    {
        var (config, array) = Accelerator(parsed, diagnostics);
        try
        {
            return IsCompat(parsed) ? Compat(network, config, parsed, diagnostics) : (Physical(network, array!, parsed, diagnostics), null);
        }
        catch (OverflowException e)
        {
            throw new DiagnosticException(Diagnostic.Error("SIM110", $"a count does not fit 64 bits: {e.Message.TrimEnd('.')}", new(network), "simulate a smaller network"));
        }
    }

    private (NetworkSimulation, ScaleSimRuns?) Compat(string network, ScaleSimConfig? config, ParseResult parsed, DiagnosticBag diagnostics)
    {
        if (config is null)
        {
            throw new DiagnosticException(Diagnostic.Error("SIM111", "--compat scale-sim needs a SCALE-Sim configuration", new(parsed.GetValue(_on)), "--on FILE.cfg"));
        }
        IReadOnlyList<ScaleSimLayer> layers;
        if (IsTopology(network)) layers = Topology(network, config.Sparsity is not null, diagnostics);
        else
        {
            using var workload = LoadedWorkload.Of(network, parsed.GetValue(_set) ?? [], parsed.GetValue(_batch), diagnostics);
            layers = ScaleSimNetwork.Layers(workload.Workload.Profile(new() { Sparsity = false }));
        }
        var results = ScaleSimulator.Run(layers, config);
        return (ScaleSimNetwork.Of(Path.GetFileName(network), results, config), new(config, results));
    }

    private NetworkSimulation Physical(string network, SystolicArray array, ParseResult parsed, DiagnosticBag diagnostics)
    {
        if (IsTopology(network)) return NetworkSimulator.Simulate(Path.GetFileName(network), Topology(network, isSparse: false, diagnostics), array);
        var trains = parsed.GetValue(_training) || parsed.GetResult(_optimizer) is { Implicit: false };
        using var workload = LoadedWorkload.Of(network, parsed.GetValue(_set) ?? [], parsed.GetValue(_batch), diagnostics);
        var profile = workload.Workload.Profile(new()
        {
            Sparsity = false, Training = trains ? _optimizer.Of(parsed) : null, Precision = NumberStorage.Of(array.Precision.Element),
        });
        return NetworkSimulator.Simulate(profile, array);
    }

    private (ScaleSimConfig? Config, SystolicArray? Array) Accelerator(ParseResult parsed, DiagnosticBag diagnostics)
    {
        var name = parsed.GetValue(_on)!;
        var (dataflow, buffering) = (parsed.GetValue(_dataflow), _buffering.Of(parsed));
        if (name.EndsWith(".cfg", StringComparison.OrdinalIgnoreCase))
        {
            var config = ScaleSimConfigReader.Read(Text(name), name, diagnostics);
            diagnostics.ThrowIfErrors();
            if (dataflow == Dataflow.RowStationary)
            {
                throw new DiagnosticException(Diagnostic.Error("SIM112", "the cells of a SCALE-Sim configuration have no scratchpads: rows cannot stay in them", new(name),
                    "one of ws, is, os; or --on eyeriss1"));
            }
            config = config! with { Dataflow = dataflow ?? config!.Dataflow };
            if (Unmodelled(config, IsCompat(parsed)) is { } what) throw new DiagnosticException(Diagnostic.Error("SIM105", what.What, new(name), what.Hint));
            return (config, ConfigArray.Of(config, null, buffering == CellBuffering.Double));
        }
        var machine = MachineCatalog.Open(name, diagnostics);
        var isDouble = buffering is { } asked ? asked == CellBuffering.Double : machine?.Class == MachineClass.Tpu;
        var array = machine is null ? null : MachineArray.Of(machine, dataflow, parsed.GetValue(_precision), isDouble, diagnostics);
        diagnostics.ThrowIfErrors();
        return (null, array);
    }

    private static (string What, string Hint)? Unmodelled(ScaleSimConfig config, bool isCompat)
        => config.Sparsity is not { } sparsity ? null
            : !isCompat ? ("SparsitySupport: sparse filters are simulated as SCALE-Sim does only", "--compat scale-sim, or set it to false")
            : sparsity.IsRowWise && config.Dataflow != Dataflow.WeightStationary
                ? ("OptimizedMapping: rows choose their inputs only where weights stay", "'Dataflow : ws' (--dataflow ws), or 'OptimizedMapping : false'") : null;

    private static bool IsTopology(string network) => network.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<ScaleSimLayer> Topology(string path, bool isSparse, DiagnosticBag diagnostics)
    {
        var layers = ScaleSimTopologyReader.Read(Text(path), path, diagnostics, isSparse);
        diagnostics.ThrowIfErrors();
        return layers;
    }

    private static string Text(string path)
    {
        if (File.Exists(path)) return File.ReadAllText(path);
        throw new DiagnosticException(Diagnostic.Error("CLI102", Directory.Exists(path) ? "this is a folder" : "there is no such file", new(path)));
    }

    private static string? Flow(string text, out Dataflow value)
    {
        value = Dataflows.Find(text) ?? default;
        return Dataflows.Find(text) is null ? $"cannot be '{text}'\nit is one of: {string.Join(", ", Enum.GetValues<Dataflow>().Select(d => d.Word()))}" : null;
    }

    private static string? Format(string text, out NumberFormat value)
    {
        value = NumberFormats.Find(text.ToLowerInvariant()) ?? default;
        return NumberFormats.Find(text.ToLowerInvariant()) is null ? $"cannot be '{text}'\nit is one of: {string.Join(", ", NumberFormats.Names)}" : null;
    }
}
