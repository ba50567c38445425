using Ridgeline.Runtime.Bench;

namespace Ridgeline.Runtime.Tests.Bench;

/// <summary>Scenarios against closed forms, on a clock of the test's own.</summary>
public sealed class ScenarioTests
{
    private const double Service = 0.01;

    [Fact]
    public void A_single_stream_takes_what_a_run_takes()
    {
        var (runner, _) = Fixed();
        var result = runner.Run(new() { Scenario = Scenario.SingleStream, Seconds = 1 });
        Assert.Equal(Service, result.Latency.Median.Value, 9);
        Assert.InRange(result.Latency.Count, 100, 101);
        Assert.Equal(1 / Service, result.Throughput, 6);
    }

    [Fact]
    public void A_multi_stream_takes_its_samples_one_after_another_on_one_worker()
    {
        var (runner, _) = Fixed();
        var result = runner.Run(new() { Scenario = Scenario.MultiStream, Seconds = 1, SamplesPerRequest = 8 });
        Assert.Equal(8 * Service, result.Latency.P99.Value, 9);
        Assert.Equal(1 / Service, result.Throughput, 6);
    }

    [Fact]
    public void Offline_is_throughput()
    {
        var (runner, _) = Fixed();
        var result = runner.Run(new() { Scenario = Scenario.Offline, Seconds = 2 });
        Assert.Equal(200, result.Samples);
        Assert.Equal(1 / Service, result.Throughput, 6);
    }

    // M/D/1 (Pollaczek and Khinchine): the mean wait is rho x service / (2 (1 - rho)).
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void A_server_with_equal_requests_waits_as_an_M_D_1_queue_does(double load)
    {
        var (runner, _) = Fixed();
        var result = runner.Run(new() { Scenario = Scenario.Server, Rate = load / Service, Seconds = 4000 });
        var expected = Service + (load * Service / (2 * (1 - load)));
        Assert.Equal(expected, result.Latency.Mean.Value, expected * 0.03);
        Assert.Equal(load / Service, result.Throughput, load / Service * 0.02);
    }

    // M/M/1: the latency is exponential with mean 1 / (mu - lambda), so its 99th percentile is ln 100 times that.
    [Fact]
    public void A_server_with_random_requests_is_an_M_M_1_queue()
    {
        var clock = new VirtualClock();
        var random = new Random(3);
        var runner = new ScenarioRunner([() => clock.Pass(-Math.Log(1 - random.NextDouble()) * Service)], clock);
        var result = runner.Run(new() { Scenario = Scenario.Server, Rate = 60, Seconds = 8000, Latency = 1 });
        Assert.Equal(1 / (100 - 60.0), result.Latency.Mean.Value, 0.0015);
        Assert.Equal(Math.Log(100) / 40, result.Latency.P99.Value, 0.01);
        Assert.True(result.KeepsBound);
    }

    [Fact]
    public void The_search_ends_at_the_highest_rate_that_keeps_the_bound()
    {
        var (runner, _) = Fixed();
        var options = new ScenarioOptions { Scenario = Scenario.Server, Seconds = 400, Latency = 5 * Service };
        var found = runner.Run(options);
        Assert.True(found.KeepsBound);
        Assert.InRange(found.Latency.P99.Value, 2 * Service, options.Latency);
        Assert.False(runner.Run(options with { Rate = found.Rate * 1.15 }).KeepsBound);
    }

    [Fact]
    public void Several_workers_run_each_sample_once()
    {
        var ran = 0;
        var runner = new ScenarioRunner([.. Enumerable.Repeat<Action>(() => Interlocked.Increment(ref ran), 3)]);
        var result = runner.Run(new() { Scenario = Scenario.MultiStream, Seconds = 0, LeastRequests = 20, SamplesPerRequest = 7 });
        Assert.Equal((140, 140), (ran, (int)result.Samples));
    }

    [Fact]
    public void A_duel_runs_both_equally_often_and_changes_the_order()
    {
        var order = new List<char>();
        var result = Duel.Run(() => order.Add('a'), () => order.Add('b'), seconds: 0, leastRounds: 4);
        Assert.Equal("abbaabba", string.Concat(order));
        Assert.Equal((4, 4), (result.Ours.Count, result.Theirs.Count));
    }

    private static (ScenarioRunner Runner, VirtualClock Clock) Fixed()
    {
        var clock = new VirtualClock();
        return (new([() => clock.Pass(Service)], clock), clock);
    }
}
