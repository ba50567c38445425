namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>Looks for anything better than what is known in all parts of a space, the most promising first, and says whether there is nothing.</summary>
internal static class ProofSearch
{
    // Parts that are searched side by side before what one of them found helps the next: fixed, so that the result does not depend on the threads.
    private const int Wave = 16;

    /// <summary>Searches.</summary>
    /// <param name="space">The space.</param>
    /// <param name="plan">Its choices.</param>
    /// <param name="known">What is known already.</param>
    /// <param name="options">How to search.</param>
    /// <param name="stop">Ends the search with what was found.</param>
    public static SearchOutcome Run(MappingSpace space, FactorPlan plan, SearchOutcome known, NestSearchOptions options, CancellationToken stop)
    {
        var parts = Parts(space, plan, options.Objective);
        var (best, left, at) = (known with { IsProven = false }, options.ProofSteps, 0);
        while (at < parts.Count && parts[at].Least < best.Cost && left > 0 && !stop.IsCancellationRequested)
        {
            var wave = parts.Skip(at).Take(Wave).Where(part => part.Least < best.Cost).ToList();
            var (most, cost) = (left, best.Cost);
            var found = SharedWork.Run(wave.Count, options.Threads, part =>
            {
                var search = new BranchAndBound(space, plan, wave[part].Keeps, new(space, options.Objective), cost, most, stop);
                search.Run(wave[part].First);
                return search;
            });
            left -= found.Sum(search => Math.Min(search.Steps, most));
            best = best with { Evaluated = best.Evaluated + found.Sum(search => search.Evaluated) };
            if (found.MinBy(search => search.BestCost) is { } first && first.BestCost < best.Cost)
                best = best with { Point = first.Best, Cost = first.BestCost };
            if (!found.All(search => search.IsComplete)) return best;
            at += wave.Count;
            options.Progress?.Report((double)at / parts.Count);
        }
        options.Progress?.Report(1);
        return best with { IsProven = !stop.IsCancellationRequested && (at == parts.Count || parts[at].Least >= best.Cost) };
    }

    private static List<(bool[] Keeps, int First, double Least)> Parts(MappingSpace space, FactorPlan plan, NestObjective objective)
    {
        var parts = new List<(bool[] Keeps, int First, double Least)>();
        var (score, tensors) = (new PointScore(space, objective), space.Workload.Tensors.Count);
        for (var mask = 0L; mask < 1L << space.FreeKeeps.Count; mask++)
        {
            var point = new MappingPoint(space);
            for (var i = 0; i < space.FreeKeeps.Count; i++)
            {
                var (level, tensor) = space.FreeKeeps[i];
                point.Keeps[level * tensors + tensor] = (mask >> i & 1) == 0;
            }
            var search = new BranchAndBound(space, plan, point.Keeps, score, double.PositiveInfinity, long.MaxValue, default);
            for (var first = 0; first < plan.Steps[0].Choices.Count; first++) parts.Add((point.Keeps, first, search.Least(first)));
        }
        return [.. parts.Where(part => double.IsFinite(part.Least)).OrderBy(part => part.Least)];
    }
}
