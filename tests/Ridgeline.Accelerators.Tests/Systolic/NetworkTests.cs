using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Zoo;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>Whole networks on the machines of the catalogue that have an array.</summary>
public sealed class NetworkTests
{
    private static readonly Dictionary<(string, bool), NetworkProfile> s_profiles = [];

    public static TheoryData<string> Machines => [.. MachineCatalog.All.Where(m => m.Units.Any(u => u is { Kind: UnitKind.Systolic, Rows: > 0 })).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Networks_run_on_every_machine_with_an_array_and_add_up(string machine)
    {
        foreach (var network in new[] { "lenet", "resnet50", "mobilenet-v2", "bert-base?seq=64", "dlrm" })
        {
            foreach (var dataflow in Dataflows.All)
            {
                var array = Array(machine, dataflow);
                var simulation = NetworkSimulator.Simulate(Profile(network, false), array);
                Assert.Equal(simulation.Total.Cycles, simulation.Layers.Sum(l => l.Cycles));
                Assert.Equal(simulation.Latency.Value, simulation.Total.Cycles / array.Clock.Value, 1e-9 * simulation.Latency.Value);
                Assert.Equal(simulation.Timeline.Energy.Value, simulation.Total.Energy.Value, 1e-9 * simulation.Total.Energy.Value);
                Assert.All(simulation.Layers, l => Assert.InRange(l.Utilisation, 0, 1));
            }
        }
    }

    [Fact]
    public void A_training_step_takes_about_three_times_as_long_as_an_inference()
    {
        var array = Array("tpuv4", null);
        var (once, step) = (NetworkSimulator.Simulate(Profile("resnet50", false), array), NetworkSimulator.Simulate(Profile("resnet50", true), array));
        Assert.InRange(step.Total.Cycles / (double)once.Total.Cycles, 2, 8);
        Assert.Contains(step.Layers, l => l.Name.EndsWith("(backward)", StringComparison.Ordinal) && l.Utilisation > 0);
        Assert.Equal("update", step.Layers[^1].Name);
    }

    [Fact]
    public void What_stays_on_the_chip_costs_no_main_memory()
    {
        var array = Array("tpuv4", null);
        var profile = Profile("resnet50", false);
        var (with, without) = (NetworkSimulator.Simulate(profile, array), NetworkSimulator.Simulate(profile, array with { ResidentSize = default }));
        // Everything fits: weights come in once, the picture comes in and the scores go out.
        Assert.InRange(with.Total.DramReads, profile.Parameters, profile.Parameters * 1.02);
        Assert.Equal(1000, with.Total.DramWrites);
        Assert.True(without.Total.DramWrites > 100 * with.Total.DramWrites);
        Assert.True(without.Total.Cycles >= with.Total.Cycles);
    }

    [Fact]
    public void A_machine_without_an_array_and_a_format_it_lacks_are_told()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(MachineArray.Of(MachineCatalog.Find("a100-80")!, null, null, true, diagnostics));
        Assert.Null(MachineArray.Of(MachineCatalog.Find("tpuv1")!, null, NumberFormat.Fp64, true, diagnostics));
        Assert.Equal(["SIM108", "SIM109"], diagnostics.All.Select(d => d.Code));
    }

    internal static SystolicArray Array(string machine, Dataflow? dataflow)
    {
        var diagnostics = new DiagnosticBag();
        var array = MachineArray.Of(MachineCatalog.Find(machine)!, dataflow, null, true, diagnostics);
        Assert.False(diagnostics.HasErrors, string.Join('\n', diagnostics.All));
        return array!;
    }

    internal static NetworkProfile Profile(string network, bool trains, ElementType precision = ElementType.BFloat16)
    {
        lock (s_profiles)
        {
            if (s_profiles.TryGetValue((network + precision, trains), out var known)) return known;
            var diagnostics = new DiagnosticBag();
            var model = NetworkZoo.Build($"zoo:{network}");
            PassPipeline.CleanUp().Run(model, diagnostics);
            var inference = new ShapeInference().Infer(model, diagnostics);
            return s_profiles[(network + precision, trains)] = Profiler.Profile(network, model, inference,
                new() { Sparsity = false, Precision = precision, Training = trains ? Optimizer.Momentum : null });
        }
    }
}
