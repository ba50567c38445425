using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Sparsity;

namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>Searches the mapping of a workload onto an accelerator that costs least.</summary>
public static class NestMapper
{
    // Fixed, so that what is found does not depend on how many threads share the work.
    private const int Parts = 16;
    private const int StepsBefore = 200;
    private const double FewTilings = 50_000;
    private const long LargerSteps = 50_000;
    private const double ShareOfWalk = 0.3;

    /// <summary>Searches.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="architecture">The accelerator.</param>
    /// <param name="constraints">What a mapping may be; null: anything.</param>
    /// <param name="options">How to search; null: as usual.</param>
    /// <param name="cancellation">Ends the search with an exception.</param>
    /// <returns>The best mapping found, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static NestSearchResult Search(NestWorkload workload, NestArchitecture architecture, NestConstraints? constraints = null,
        NestSearchOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        if (options.Imperfect)
        {
            // Half of the time for factors that divide, the rest for both kinds of larger sizes.
            var perfect = options with { Imperfect = false, TimeLimit = options.TimeLimit / 2, Progress = new ShareOfProgress(options.Progress, 0, 0.5) };
            var larger = options with { Imperfect = false, TimeLimit = options.TimeLimit / 4, Progress = null, ProofSteps = Math.Min(options.ProofSteps, LargerSteps) };
            return ImperfectSearch.Better(Search(workload, architecture, constraints, perfect, cancellation), workload, architecture, options.Objective,
                sized => Search(sized, architecture, constraints, larger, cancellation));
        }
        var space = new MappingSpace(workload, architecture, constraints ?? NestConstraints.Free(workload, architecture));
        if (space.Contradiction is { } contradiction) return new(null, null, 0, true, [], contradiction);
        if (Impossible(space) is { } impossible) return impossible;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.TimeLimit is { } time) limit.CancelAfter(time > TimeSpan.FromMilliseconds(1) ? time : TimeSpan.FromMilliseconds(1));
        var found = SparseAnalysis.IsNeeded(architecture) || ExhaustiveSearch.Count(space) == 1
            ? SearchAll(space, options, limit.Token)
            : SearchBounded(space, options, limit.Token);
        cancellation.ThrowIfCancellationRequested();
        if (found.Point is null)
            return new(null, null, found.Evaluated, found.IsProven, [],
                found.IsProven ? "the smallest tiles leave a memory emptier than it has to be" : "none was found in what was searched");
        var mapping = found.Point.ToMapping();
        return new(mapping, new NestEvaluator(workload, architecture).Evaluate(mapping), found.Evaluated, found.IsProven, []);
    }

    // Where there is little to choose from, it is gone through at once; else walks come first, since what they find lets most be left out.
    private static SearchOutcome SearchBounded(MappingSpace space, NestSearchOptions options, CancellationToken stop)
    {
        var plan = options.ProofSteps > 0 ? FactorPlan.Of(space) : null;
        if (plan is null) return Walk(space, options, stop);
        var (walking, proving) = (options with { Progress = new ShareOfProgress(options.Progress, 0, ShareOfWalk) },
            options with { Progress = new ShareOfProgress(options.Progress, ShareOfWalk, 1) });
        if (plan.Tilings > FewTilings) return ProofSearch.Run(space, plan, Walk(space, walking, stop), proving, stop);
        var found = ProofSearch.Run(space, plan, Walk(space, walking with { Walks = 1, StepsOfWalk = StepsBefore }, stop), proving, stop);
        return found.IsProven ? found : found.And(Walk(space, options, stop));
    }

    // Every mapping, without bounds: of sparse tensors there are none, and a single mapping needs none.
    private static SearchOutcome SearchAll(MappingSpace space, NestSearchOptions options, CancellationToken stop)
    {
        if (ExhaustiveSearch.Count(space) > options.ProofSteps / 10) return Walk(space, options, stop);
        return Share(Parts, space, options, (part, score) =>
        {
            var search = new ExhaustiveSearch(space, score, stop);
            search.Run(part, Parts);
            return (search.Best, search.BestCost);
        }) with { IsProven = !stop.IsCancellationRequested };
    }

    private static SearchOutcome Walk(MappingSpace space, NestSearchOptions options, CancellationToken stop)
        => Share(options.Walks, space, options, (walk, score) =>
        {
            var search = new LocalSearch(space, score, options.Seed * 0x9E3779B97F4A7C15 + (ulong)walk * 0xD1B54A32D192ED03 + 1);
            search.Run(options.StepsOfWalk, stop);
            return (search.Best, search.BestCost);
        });

    // Of equals the first part's: which thread was faster does not matter.
    private static SearchOutcome Share(int parts, MappingSpace space, NestSearchOptions options, Func<int, PointScore, (MappingPoint Point, double Cost)> search)
    {
        var done = 0;
        return SharedWork.Run(parts, options.Threads, part =>
        {
            var score = new PointScore(space, options.Objective);
            var (point, cost) = search(part, score);
            options.Progress?.Report((double)Interlocked.Increment(ref done) / parts);
            return new SearchOutcome(double.IsFinite(cost) ? point : null, cost, score.Evaluated);
        }).Aggregate((all, one) => all.And(one));
    }

    // If even the smallest tiles do not fit, no mapping does: everything that is free runs outermost.
    private static NestSearchResult? Impossible(MappingSpace space)
    {
        for (var slot = 0; slot < space.Slots; slot++)
        {
            var used = Enumerable.Range(0, space.Dimensions).Aggregate(1L, (product, d) => checked(product * space.Fixed(slot, d)));
            if (used > space.Room(slot))
            {
                var name = space.Architecture.Memories[slot / MappingSpace.Kinds].Name;
                return new(null, null, 0, true, [], $"the spatial factors given for '{name}' make {used}, and it feeds {space.Room(slot)}");
            }
        }
        var smallest = new MappingPoint(space);
        foreach (var (level, tensor) in space.FreeKeeps) smallest.Keep(level, tensor) = false;
        for (var d = 0; d < space.Dimensions; d++)
        {
            foreach (var prime in space.Primes[d])
            {
                var slot = Enumerable.Range(0, space.Slots).Reverse().Cast<int?>().FirstOrDefault(s => smallest.HasRoom(s!.Value, d, prime));
                if (slot is null) return new(null, null, 0, true, [], $"there is no room for the factor {prime} of '{space.Workload.Dimensions[d]}'");
                smallest.Factor(slot.Value, d) *= prime;
            }
        }
        var shortfalls = new NestEvaluator(space.Workload, space.Architecture).Shortfalls(smallest.ToMapping());
        return shortfalls.Count == 0 ? null : new(null, null, 0, true, shortfalls);
    }
}
