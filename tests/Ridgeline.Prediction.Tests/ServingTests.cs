using Ridgeline.Machines;

namespace Ridgeline.Prediction.Tests;

public sealed class ServingTests
{
    private static readonly Serving s_serving = new() { Batch = 8, Concurrency = 1, Alone = new(0.010), Demand = new(0.004), Bottleneck = "HBM" };

    [Theory]
    [InlineData(1, 0.010, 800)]
    [InlineData(2, 0.010, 1600)]
    [InlineData(5, 0.020, 2000)]
    public void Latency_and_throughput_obey_littles_law(long concurrency, double latency, double throughput)
    {
        var serving = s_serving with { Concurrency = concurrency };
        Assert.Equal(latency, serving.Latency.Value, 12);
        Assert.Equal(throughput, serving.Throughput, 9);
        Assert.Equal(2000, serving.Saturation, 9);
    }

    [Fact]
    public void The_tail_grows_with_the_load_and_has_no_bound_beyond_it()
    {
        var tails = new[] { 10.0, 50, 90, 99 }.Select(rate => (s_serving with { ArrivalRate = rate }).Tail99!.Value.Value).ToList();
        Assert.Equal(tails.Order(), tails);
        Assert.All(tails, tail => Assert.True(tail > 0.010));
        Assert.Null((s_serving with { ArrivalRate = 100 }).Tail99);
    }

    // An M/D/1 queue of half load, by Lindley's recursion with a fixed seed.
    [Fact]
    public void The_bound_holds_in_a_simulated_queue()
    {
        var (random, wait, waits) = (new Random(7), 0d, new List<double>());
        for (var i = 0; i < 200_000; i++)
        {
            wait = Math.Max(0, wait + 0.010 + (Math.Log(1 - random.NextDouble()) / 50));
            waits.Add(wait + 0.010);
        }
        waits.Sort();
        var (measured, bound) = (waits[(int)(waits.Count * 0.99)], (s_serving with { ArrivalRate = 50 }).Tail99!.Value.Value);
        Assert.InRange(bound, measured, 1.5 * measured);
    }

    [Fact]
    public void What_does_not_fit_is_said_with_the_bytes_missing()
    {
        var machine = MachineCatalog.Find("a100-80")!;
        var prediction = Predictor.Predict(Loaded.Zoo("llama-2-70b"), machine, new());
        Assert.False(prediction.Fits);
        Assert.Equal(prediction.PeakMemory - machine.MainMemory.TotalSize!.Value, prediction.Missing);
        Assert.StartsWith("DOES NOT FIT", Reports.Predictions.PredictionSentences.Of(prediction).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_step_takes_about_three_forward_passes()
    {
        var (machine, workload) = (MachineCatalog.Find("a100-80")!, Loaded.Zoo("resnet50", 64, single: false));
        var inference = Predictor.Predict(workload, machine, new() { Precision = NumberFormat.Fp16, Fusion = false });
        var training = Predictor.Predict(workload, machine, new() { Precision = NumberFormat.Fp16, Training = Graphs.Profiling.Optimizer.Momentum,
            Fusion = false });
        Assert.InRange((training.Latency / inference.Latency).Value, 2, 4);
        Assert.True(training.PeakMemory > inference.PeakMemory);
    }

    [Fact]
    public void Costs_are_price_over_three_years_and_electricity()
    {
        var cost = Cost.Of(10_000, 100, 1);
        Assert.Equal(10_000 / (3 * 365.25 * 86400) / 100 * 1e6, cost.Machine, 9);
        Assert.Equal(1e6 * 0.1 / 3.6e6, cost.Electricity, 12);
        Assert.Equal(cost.Machine + cost.Electricity, cost.Total, 12);
    }
}
