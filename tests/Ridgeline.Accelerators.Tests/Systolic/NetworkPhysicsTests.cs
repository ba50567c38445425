using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>What no accelerator can do, on random networks and arrays: convolutional, attention and recurrent ones, in inference and training.</summary>
public sealed class NetworkPhysicsTests
{
    private const int Cases = 300;

    [Fact]
    public void Nothing_beats_its_roofline_and_totals_are_the_sums_of_layers() => Each((profile, array, what) =>
    {
        var simulation = NetworkSimulator.Simulate(profile, array);
        Assert.All(simulation.Layers, layer =>
        {
            Assert.True(layer.StallCycles >= 0 && layer.StallCycles <= layer.Cycles, $"{what} {layer}");
            Assert.InRange(layer.Utilisation, 0, 1 + 1e-9);
            Assert.InRange(layer.MappingEfficiency, 0, 1 + 1e-9);
            Assert.True(layer is { SramReads: >= 0, SramWrites: >= 0, DramReads: >= 0, DramWrites: >= 0 } && layer.Energy.Value >= 0, $"{what} {layer}");
            Assert.True(layer.Products.Sum(p => (double)p.Macs) <= layer.Cycles * array.MacsPerCycle * (1 + 1e-9), $"{what} {layer}");
        });
        // Weights fetched ahead cross main memory in the layer before: the bound is the network's.
        var moved = simulation.Layers.Sum(l => (l.DramReads + (double)l.DramWrites) * array.WordBytes);
        Assert.True(moved <= simulation.Total.Cycles * array.BytesPerCycle * (1 + 1e-9), $"{what}: {moved} bytes in {simulation.Total.Cycles} cycles");
        var (total, layers) = (simulation.Total, simulation.Layers);
        Assert.Equal((layers.Sum(l => l.Cycles), layers.Sum(l => l.StallCycles), layers.Sum(l => l.SramReads), layers.Sum(l => l.SramWrites),
            layers.Sum(l => l.DramReads), layers.Sum(l => l.DramWrites)), (total.Cycles, total.StallCycles, total.SramReads, total.SramWrites, total.DramReads, total.DramWrites));
        Assert.Equal(layers.Sum(l => l.Energy.Value), total.Energy.Value, 1e-9 * total.Energy.Value);
        Assert.Equal(total.Cycles / array.Clock.Value, simulation.Latency.Value, 1e-9 * simulation.Latency.Value);
    });

    [Theory]
    [InlineData("bandwidth")]
    [InlineData("inputs")]
    [InlineData("weights")]
    [InlineData("outputs")]
    [InlineData("resident")]
    [InlineData("vector")]
    public void More_is_never_slower(string what) => Each((profile, array, name) =>
    {
        var more = what switch
        {
            "bandwidth" => array with { BytesPerCycle = array.BytesPerCycle * 2 },
            "inputs" => array with { InputSize = array.InputSize * 3 },
            "weights" => array with { WeightSize = array.WeightSize * 3 },
            "outputs" => array with { OutputSize = array.OutputSize * 3 },
            "resident" => array with { ResidentSize = array.ResidentSize * 3 },
            _ => array with { VectorPerCycle = array.VectorPerCycle * 2, SpecialPerCycle = array.SpecialPerCycle * 2 },
        };
        var (before, after) = (NetworkSimulator.Simulate(profile, array).Total.Cycles, NetworkSimulator.Simulate(profile, more).Total.Cycles);
        Assert.True(after <= before, $"{name}: more {what}, {before} became {after}");
    });

    [Fact]
    public void A_larger_batch_is_never_faster() => Parallel.For(0, Cases, seed =>
    {
        var array = RandomArrays.Array(new(seed));
        var cycles = new[] { 1L, 2, 8 }.Select(batch => NetworkSimulator.Simulate(Profile(seed, batch, trains: false), array).Total.Cycles).ToArray();
        Assert.True(cycles[0] <= cycles[1] && cycles[1] <= cycles[2], $"{seed} {array}: {string.Join(", ", cycles)}");
    });

    private static void Each(Action<NetworkProfile, SystolicArray, string> test) => Parallel.For(0, Cases, seed =>
    {
        var array = RandomArrays.Array(new(seed));
        test(Profile(seed, 1 + (seed % 4), trains: seed % 5 == 0), array, $"{seed} {array}");
    });

    private static NetworkProfile Profile(int seed, long batch, bool trains)
    {
        var model = RandomModels.Of(seed, batch);
        var diagnostics = new DiagnosticBag();
        var inference = new ShapeInference().Infer(model, diagnostics);
        Assert.False(diagnostics.HasErrors, $"{seed}");
        return Profiler.Profile($"random {seed}", model, inference,
            new() { Sparsity = false, Precision = ElementType.BFloat16, Training = trains ? Optimizer.Momentum : null });
    }
}
