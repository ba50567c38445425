using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction.Tests;

/// <summary>What no machine can do, on random networks and random machines.</summary>
public sealed class PhysicsTests
{
    private const int Cases = 600;

    // Sums in another order differ in their last digits.
    private const double Rounding = 1 + 1e-9;

    [Fact]
    public void Nothing_is_faster_than_the_roofline_and_utilisation_is_a_share() => Each((workload, machine, options, seed) =>
    {
        var prediction = Predictor.Predict(workload, machine, options);
        foreach (var layer in prediction.Layers)
        {
            var span = layer.Span;
            Assert.InRange(span.Utilisation, 0, Rounding);
            Assert.True(span.Duration.Value * Rounding >= (double)span.Flops.Value / span.Peak.Value, $"{seed} {span.Name}");
            foreach (var level in span.Traffic) Assert.True(span.Duration.Value * Rounding >= level.Time.Value, $"{seed} {span.Name} {level.Level}");
            Assert.Equal(span.TotalEnergy.Value, span.Energy.Sum(e => e.Energy.Value), 15);
            Assert.True(span.Energy.All(e => e.Energy >= Joules.Zero));
        }
        Assert.InRange(prediction.Utilisation, 0, Rounding);
        Assert.Equal(prediction.Energy.Value, prediction.Layers.Sum(l => l.Span.Energy.Sum(e => e.Energy.Value)), 12);
        Assert.Equal(prediction.Latency.Value, prediction.Layers.Sum(l => l.Span.Duration.Value), 12);
        Assert.True(prediction.Serving.Demand <= prediction.Latency);
    });

    [Theory]
    [InlineData("bandwidth")]
    [InlineData("cache")]
    [InlineData("clock")]
    [InlineData("units")]
    public void More_is_never_slower(string what) => Each((workload, machine, options, seed) =>
    {
        var (less, more) = (Predictor.Predict(workload, machine, options).Latency, Predictor.Predict(workload, RandomMachines.More(machine, what, 2), options).Latency);
        Assert.True(more.Value <= less.Value * Rounding, $"{seed}: {what} doubled, {less} became {more}");
    });

    [Fact]
    public void Half_the_precision_is_never_slower() => Each((workload, machine, options, seed) =>
    {
        var wide = Predictor.Predict(workload, machine, options with { Precision = NumberFormat.Fp32 }).Latency;
        var narrow = Predictor.Predict(workload, machine, options with { Precision = NumberFormat.Fp16 }).Latency;
        Assert.True(narrow.Value <= wide.Value * Rounding, $"{seed}: {wide} became {narrow}");
    });

    [Fact]
    public void A_batch_costs_no_less_and_an_example_of_it_no_more() => Each((workload, machine, options, seed) =>
    {
        // Training on examples one by one updates the weights for each: another thing than a batch.
        if (options.Training is not null) return;
        var (one, many) = (Predictor.Predict(workload.Single!, machine, new()).Latency, Predictor.Predict(workload, machine, new()).Latency);
        Assert.True(many.Value * Rounding >= one.Value, $"{seed}: one {one}, {workload.Batch} {many}");
        Assert.True(many.Value <= one.Value * workload.Batch * Rounding, $"{seed}: one {one}, {workload.Batch} {many}");
    });

    [Fact]
    public void A_link_adds_its_time_and_nothing_else_and_is_hidden_at_saturation() => Each((workload, machine, options, seed) =>
    {
        var (with, without) = (Predictor.Predict(workload, machine, options), Predictor.Predict(workload, machine, options with { Transfers = false }));
        var crossing = with.Layers.Where(l => l.Family == OperatorFamily.Transfer).ToList();
        Assert.Equal(with.Latency.Value, without.Latency.Value + crossing.Sum(l => l.Span.Duration.Value), 12);
        Assert.Equal(machine.Links.Count > 0 && machine.Class != MachineClass.Cpu, crossing.Count > 0);
        var slowest = Math.Max(without.Serving.Demand.Value, crossing.SelectMany(l => l.Span.Traffic).Select(t => t.Time.Value).DefaultIfEmpty(0).Max());
        Assert.Equal(slowest, with.Serving.Demand.Value, 12);
    });

    private static void Each(Action<Workload, Machine, PredictionOptions, int> test)
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            // Every third of each kind of network is trained.
            var options = new PredictionOptions { Training = seed / 3 % 3 == 2 ? Graphs.Profiling.Optimizer.Adam : null, Recompute = seed / 9 % 2 == 1 };
            test(RandomNetworks.Of(seed, 1L << random.Next(1, 6)), RandomMachines.Of(random), options, seed);
        }
    }
}
