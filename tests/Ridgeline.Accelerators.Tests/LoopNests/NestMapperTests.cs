using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Accelerators.LoopNests.Timeloop;

namespace Ridgeline.Accelerators.Tests.LoopNests;

public sealed class NestMapperTests
{
    public static TheoryData<string> Searches => [.. GoldenRun.Names.Where(name => GoldenRun.Of(name).IsSearch)];

    [Theory]
    [MemberData(nameof(Searches))]
    public void The_mapping_found_is_at_least_as_good_as_Timeloops(string name)
    {
        var run = GoldenRun.Of(name);
        var found = Search(run.Read(withMapping: false), new());
        var theirs = run.Evaluate();
        Assert.True(found.Result!.EnergyDelay <= theirs.EnergyDelay * (1 + 1e-12), $"{found.Result.EnergyDelay} and Timeloop {theirs.EnergyDelay}");
        Assert.True(found.ProvenOptimal);
    }

    [Fact]
    public void A_time_limit_ends_a_search_with_what_it_has()
    {
        var input = GoldenRun.Of("example_designs__example_designs__eyeriss_like__ref_outputs__default_problem").Read(withMapping: false);
        var found = Search(input, new() { TimeLimit = TimeSpan.FromMilliseconds(1), ProofSteps = long.MaxValue });
        Assert.NotNull(found.Mapping);
        Assert.False(found.ProvenOptimal);
    }

    [Fact]
    public void Progress_runs_from_nothing_to_all()
    {
        var (workload, architecture) = Small(64);
        var told = new Told();
        Assert.True(NestMapper.Search(workload, architecture, options: new() { Threads = 1, Progress = told }, cancellation: TestContext.Current.CancellationToken).ProvenOptimal);
        Assert.Equal(told.Shares.Order(), told.Shares);
        Assert.InRange(told.Shares[0], 0, 1);
        Assert.Equal(1, told.Shares[^1]);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void What_is_found_does_not_depend_on_the_threads(string name)
    {
        var input = GoldenRun.Of(name).Read(withMapping: false);
        var (one, three) = (Search(input, new() { Threads = 1, Walks = 4, StepsOfWalk = 300 }), Search(input, new() { Threads = 3, Walks = 4, StepsOfWalk = 300 }));
        Assert.Equal(Text(one.Mapping!), Text(three.Mapping!));
        Assert.Equal(one.MappingsEvaluated, three.MappingsEvaluated);
    }

    [Fact]
    public void A_small_space_is_searched_through()
    {
        var (workload, architecture) = Small(64);
        var found = NestMapper.Search(workload, architecture, cancellation: TestContext.Current.CancellationToken);
        Assert.True(found.ProvenOptimal);
        // A walk through the same space cannot do better.
        var walked = NestMapper.Search(workload, architecture, options: new() { ProofSteps = 0 }, cancellation: TestContext.Current.CancellationToken);
        Assert.False(walked.ProvenOptimal);
        Assert.True(found.Result!.EnergyDelay <= walked.Result!.EnergyDelay * (1 + 1e-12));
    }

    [Fact]
    public void Each_objective_is_best_by_its_own_measure()
    {
        var (workload, architecture) = Small(24);
        NestResult Best(NestObjective objective) => NestMapper.Search(workload, architecture, options: new() { Objective = objective }).Result!;
        var (fast, frugal, both) = (Best(NestObjective.Latency), Best(NestObjective.Energy), Best(NestObjective.EnergyDelay));
        Assert.True(fast.Cycles <= Math.Min(frugal.Cycles, both.Cycles));
        Assert.True(frugal.Energy.Value <= Math.Min(fast.Energy.Value, both.Energy.Value) * (1 + 1e-12));
        Assert.True(both.EnergyDelay <= Math.Min(fast.EnergyDelay, frugal.EnergyDelay) * (1 + 1e-12));
    }

    [Fact]
    public void What_does_not_fit_is_said_by_memory_bytes_and_tensor()
    {
        var (workload, architecture) = Small(2);
        var free = NestConstraints.Free(workload, architecture);
        var keep = new NestConstraints([free.Levels[0] with { Keeps = [true, true, true] }, free.Levels[1]]);
        var found = NestMapper.Search(workload, architecture, keep, cancellation: TestContext.Current.CancellationToken);
        Assert.Null(found.Mapping);
        var problem = Assert.Single(NestProblems.Of(found));
        Assert.Equal("NEST201", problem.Code);
        Assert.Contains("'buffer' would have to hold 3 words and holds 2: 2 bytes are missing", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'A' with 1 words", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_search_ends()
    {
        var (workload, architecture) = Small(64);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => NestMapper.Search(workload, architecture, cancellation: stop.Token));
    }

    internal static (NestWorkload Workload, NestArchitecture Architecture) Small(long words, double bandwidth = 1, long m = 12, long n = 6, long k = 8)
    {
        var workload = new NestWorkload("product", ["M", "N", "K"], [m, n, k],
            [new("A", [[new(0)], [new(2)]]), new("B", [[new(2)], [new(1)]]), new("Z", [[new(0)], [new(1)]], IsOutput: true)]);
        var architecture = new NestArchitecture("small",
            [
                new() { Name = "buffer", Size = words, Energies = new() { Read = 1, Write = 1, Update = 1 } },
                new() { Name = "DRAM", ReadBandwidth = bandwidth, WriteBandwidth = bandwidth, Energies = new() { Read = 100, Write = 100, Update = 100 } },
            ], new("mac", 4, 1, 0.5));
        return (workload, architecture);
    }

    private static NestSearchResult Search(TimeloopInput input, NestSearchOptions options) => NestMapper.Search(input.Workload, input.Architecture, input.Constraints, options);

    private static string Text(NestMapping mapping) => string.Join('\n', mapping.Levels.Select(level
        => $"{string.Join(' ', level.Temporal)} | {string.Join(' ', level.Spatial)} | {string.Join(' ', level.Keeps)}"));

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }
}
