using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Onnx;
using Ridgeline.Prediction;
using Ridgeline.Review.Irregular;
using Ridgeline.Review.Rules;
using Ridgeline.Review.Simulations;
using Ridgeline.Review.Uses;
using Ridgeline.Tests;

namespace Ridgeline.Review.Tests;

public sealed class IrregularTests
{
    // Rows that lie on lines cost whole lines; rows that straddle them cost, over all places, (r + L - 1) / r on average where places are spread evenly.
    [Theory]
    [InlineData(64, 64, 1)]
    [InlineData(128, 64, 1)]
    [InlineData(32, 64, 2)]
    [InlineData(32, 512, 16)]
    [InlineData(256, 512, 2)]
    public void A_row_costs_whole_lines(long row, long line, double overfetch) => Assert.Equal(overfetch, GatheredRows.Overfetch(row, line, 1), 1e-12);

    [Fact]
    public void A_row_that_straddles_lines_costs_more()
    {
        // 48 bytes every 48 bytes: of each three rows in 144 bytes two straddle, on average floor-counted over places modulo 64.
        var exact = Enumerable.Range(0, 64).Average(i => (((i * 48) + 47) / 64) - (i * 48 / 64) + 1) * 64 / 48;
        Assert.Equal(exact, GatheredRows.Overfetch(48, 64, 1), 0.03);
    }

    [Fact]
    public void Only_layers_that_pick_rows_are_gathers()
    {
        var network = Sample.Shelf.Zoo("zoo:dlrm?lookups=80", 64);
        var rows = new ReviewContext(MachineCatalog.Find("tpuv4")!, [], [], Sample.Shelf).Profile(network, 64).Layers.Select(GatheredRows.RowOf)
            .OfType<long>().ToList();
        Assert.Equal(26, rows.Count(r => r == 32));
        Assert.Empty(new ReviewContext(MachineCatalog.Find("tpuv4")!, [], [], Sample.Shelf).Profile(Sample.Shelf.Zoo("zoo:resnet50", 1), 1).Layers
            .Select(GatheredRows.RowOf).OfType<long>());
    }

    [Fact]
    public void Lanes_wait_for_the_longest_row()
    {
        Assert.Equal(1, LoadBalance.Of([3, 5, 4], 1));
        Assert.Equal(12 / 15.0, LoadBalance.Of([3, 5, 4], 3), 12);
        Assert.Equal(1, LoadBalance.Of([7, 7, 7, 7], 4));
        // Two lanes: 5 and 1 wait 5, 1 and 5 wait 5; sorted, 1 and 1, 5 and 5.
        Assert.Equal(12 / 20.0, LoadBalance.Of([5, 1, 1, 5], 2), 12);
        Assert.Equal(1, LoadBalance.Sorted([5, 1, 1, 5], 2), 12);
    }

    [Fact]
    public void A_grown_graph_has_its_edges_and_few_full_rows()
    {
        var degrees = GraphRows.Degrees(1);
        Assert.Equal(degrees, GraphRows.Degrees(1));
        Assert.Equal((2 * 2 * (degrees.Count - 2)) + 2, degrees.Sum());
        // Preferential attachment: degrees fall as k^-3, so that the fullest has far more than the mean of 4.
        Assert.True(degrees.Max() > 50, $"{degrees.Max()}");
        Assert.InRange(degrees.Count(d => d <= 4) / (double)degrees.Count, 0.7, 0.95);
    }

    [Fact]
    public void Filters_are_those_of_the_pruned_network()
    {
        var diagnostics = new DiagnosticBag();
        using var model = OnnxReader.Read(SharedData.Get("models/squeezenet_deepcompression.onnx"), diagnostics)!;
        var weights = model.Graph.Nodes.SelectMany(n => n.Inputs).Where(v => v?.Constant is { Dims.Length: 4 }).DistinctBy(v => v!.Name).ToDictionary(v
            => v!.Name, v => v!.Constant!);
        Assert.Equal(8, PrunedFilters.Layers.Count);
        foreach (var layer in PrunedFilters.Layers)
        {
            var tensor = weights[layer.Name + "_w"];
            var bytes = new byte[tensor.Size.Value];
            tensor.Data.Read(0, bytes);
            var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray();
            Assert.Equal(layer.Weights, values.Length / tensor.Dims[0]);
            Assert.Equal(values.Chunk(layer.Weights).Select(f => f.Count(v => v != 0)), layer.Left);
        }
    }

    [Fact]
    public void An_array_instead_has_the_peak_of_the_machine_and_a_buffer_saves_traffic()
    {
        foreach (var name in new[] { "ryzen5950x", "a100-80" })
        {
            var machine = MachineCatalog.Find(name)!;
            var format = ReviewContext.FormatOf(machine);
            var array = ArrayInstead.ArrayFor(machine, format);
            Assert.Equal(machine.Peak(format)!.Value.Value, 2 * array.MacsPerCycle * array.Clock.Value, machine.Peak(format)!.Value.Value * 1e-6);
            var profile = Sample.Shelf.Zoo("zoo:resnet50", 1).Build(1)!.Profile(new() { Sparsity = false, Precision = UsableFormats.Stored(format) });
            var instead = ArrayInstead.Of(machine, format, [profile]);
            Assert.True(instead.MovedBare > instead.Moved && instead.EnergyBare > instead.Energy);
            // Every weight crosses the edge of the chip at least once.
            Assert.True(instead.Moved >= profile.Parameters * 0.99, $"{instead.Moved}");
        }
    }

    [Fact]
    public void What_a_training_step_must_move_is_more_than_an_inference()
    {
        var context = new ReviewContext(MachineCatalog.Find("a100-80")!, [UseProfiles.Find("training")!], [], Sample.Shelf);
        var network = Sample.Shelf.Zoo("zoo:resnet50", 32);
        var (one, step) = (context.Profile(network, 32), context.Profile(network with { Trains = true }, 32));
        Assert.Null(one.Training);
        var training = step.Training!;
        // Adam keeps two numbers for each of 25.6 million parameters.
        Assert.Equal(2, (double)training.OptimizerState.Value / training.Weights.Value, 1e-9);
        Assert.True(HammeringDram.Needed(step) > (2 * training.ActivationsInPlace.Value) + HammeringDram.Needed(one));
        Assert.True(context.Predict(network with { Trains = true })!.Latency.Value > 2 * context.Predict(network)!.Latency.Value);
    }
}
