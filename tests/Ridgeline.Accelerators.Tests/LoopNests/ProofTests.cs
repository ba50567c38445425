using Ridgeline.Accelerators.LoopNests.Search;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>What a search proves to be best against every mapping there is.</summary>
public sealed class ProofTests
{
    private const long MostMappings = 12_000;

    [Fact]
    public void What_is_proven_is_the_best_of_all_mappings_of_random_problems()
    {
        var (compared, possible, all, evaluated) = (0, 0, 0L, 0L);
        for (var seed = 0; compared < 400; seed++)
        {
            var problem = RandomProblem.Of(seed);
            var force = new BruteForce(problem.Workload, problem.Architecture, problem.Constraints);
            var best = force.Best(MostMappings);
            if (force.Count > MostMappings) continue;
            compared++;
            if (best is not null) possible++;
            all += 3 * force.Count;
            foreach (var objective in Enum.GetValues<NestObjective>())
            {
                var found = NestMapper.Search(problem.Workload, problem.Architecture, problem.Constraints, new() { Objective = objective }, TestContext.Current.CancellationToken);
                evaluated += found.MappingsEvaluated;
                Assert.True(found.ProvenOptimal, $"seed {seed}");
                Assert.True(best is null == found.Result is null, $"seed {seed}: {best} and {found.Result?.Cycles}");
                if (best is not { } least) continue;
                var expected = objective switch { NestObjective.Latency => least.Cycles, NestObjective.Energy => least.Energy, _ => least.EnergyDelay };
                Assert.True(Math.Abs(objective.Of(found.Result!) / expected - 1) < 1e-9, $"seed {seed}, {objective}: {objective.Of(found.Result!)}, and the best is {expected}");
            }
        }
        // Most of it was really left out, and something was really found.
        Assert.True(possible > 300 && evaluated * 5 < all, $"{possible} of {compared} problems have mappings; {evaluated} of {all} mappings evaluated");
    }
}
