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
            foreach (var dataflow in Dataflows.All.Select(d => (Dataflow?)d).Append(null))
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
    public void What_passes_main_memory_by_comes_from_the_host_and_goes_back()
    {
        var array = Array("tpuv1", null);
        var profile = Profile("tpu-mlp0?batch=200", false, ElementType.Int8);
        var (with, without) = (NetworkSimulator.Simulate(profile, array), NetworkSimulator.Simulate(profile, array with { Host = null }));
        Assert.Equal("inputs over PCIe3 x16", with.Layers[0].Name);
        Assert.Equal("outputs over PCIe3 x16", with.Layers[^1].Name);
        // 200 x 2000 bytes at 14 GB/s, and 1 us.
        Assert.Equal((long)Math.Ceiling(((200 * 2000 / 14e9) + 1e-6) * array.Clock.Value), with.Layers[0].Cycles);
        var way = with.Layers[0].Cycles + with.Layers[^1].Cycles;
        // The first tile of weights comes meanwhile, and nothing else does.
        Assert.InRange(with.Total.Cycles, without.Total.Cycles + way - 1400, without.Total.Cycles + way);
    }

    [Fact]
    public void Pools_are_made_on_the_way_where_the_hardware_for_them_stands_there()
    {
        var array = Array("tpuv1", null);
        Assert.True(array.PoolsOnTheWay);
        Assert.False(Array("tpuv4", null).PoolsOnTheWay);
        var profile = Profile("alexnet", false, ElementType.Int8);
        var (with, without) = (NetworkSimulator.Simulate(profile, array), NetworkSimulator.Simulate(profile, array with { PoolsOnTheWay = false }));
        Assert.True(Pools(with) < Pools(without));
        Assert.True(with.PeakActivations!.Value < without.PeakActivations!.Value);

        static long Pools(NetworkSimulation simulation) => simulation.Layers.Where(l => l.Span!.Op == "MaxPool").Sum(l => l.Cycles);
    }

    [Fact]
    public void A_machine_without_an_array_and_a_format_it_lacks_are_told()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(MachineArray.Of(MachineCatalog.Find("a100-80")!, null, null, true, diagnostics));
        Assert.Null(MachineArray.Of(MachineCatalog.Find("tpuv1")!, null, NumberFormat.Fp64, true, diagnostics));
        Assert.Null(MachineArray.Of(MachineCatalog.Find("tpuv1")!, Dataflow.RowStationary, null, true, diagnostics));
        Assert.Equal(["SIM108", "SIM109", "SIM112"], diagnostics.All.Select(d => d.Code));
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
