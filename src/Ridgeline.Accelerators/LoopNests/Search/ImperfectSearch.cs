using Ridgeline.Accelerators.LoopNests.Analysis;

namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>
/// Searches mappings whose factors need not divide: sizes such as 13 fill no mesh. Larger sizes with many factors are searched in their stead, and what is
/// found runs shorter in each dimension's last round, counted as it really is.
/// </summary>
internal static class ImperfectSearch
{
    private static readonly int[] s_primes = [2, 3, 5, 7];

    /// <summary>The best of what divides and of what does not.</summary>
    /// <param name="perfect">What a search among factors that divide found.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="architecture">The accelerator.</param>
    /// <param name="objective">What is made small.</param>
    /// <param name="search">Searches a workload with other sizes.</param>
    public static NestSearchResult Better(NestSearchResult perfect, NestWorkload workload, NestArchitecture architecture, NestObjective objective,
        Func<NestWorkload, NestSearchResult> search)
    {
        var best = perfect;
        foreach (var larger in Larger(workload))
        {
            var found = search(larger);
            best = best with { MappingsEvaluated = best.MappingsEvaluated + found.MappingsEvaluated, ProvenOptimal = false };
            if (found.Mapping is not { } mapping) continue;
            var shortened = mapping.Shortened(workload.Sizes);
            var result = new NestEvaluator(workload, architecture).Evaluate(shortened);
            if (best.Result is { } known && objective.Of(result) >= objective.Of(known)) continue;
            best = best with { Mapping = shortened, Result = result, Reason = null, Shortfalls = [] };
        }
        return best;
    }

    // The next sizes made of 2, 3, 5 and 7, and the next with the most factors within a quarter more.
    private static IEnumerable<NestWorkload> Larger(NestWorkload workload)
    {
        var next = workload.Sizes.Select(size => Within(size, size / 8 + 1).FirstOrDefault(size)).ToArray();
        var most = workload.Sizes.Select(size => Within(size, size / 4 + 1).DefaultIfEmpty(size).MaxBy(Factors)).ToArray();
        if (!next.SequenceEqual(workload.Sizes)) yield return workload with { Sizes = next };
        if (!most.SequenceEqual(workload.Sizes) && !most.SequenceEqual(next)) yield return workload with { Sizes = most };
    }

    private static IEnumerable<long> Within(long size, long more)
    {
        for (var up = size; up <= size + more; up++)
        {
            if (Rest(up) == 1) yield return up;
        }
    }

    private static int Factors(long size) => s_primes.Sum(prime =>
    {
        var count = 0;
        for (; size % prime == 0; size /= prime) count++;
        return count;
    });

    private static long Rest(long size)
    {
        foreach (var prime in s_primes)
        {
            while (size % prime == 0) size /= prime;
        }
        return size;
    }
}
