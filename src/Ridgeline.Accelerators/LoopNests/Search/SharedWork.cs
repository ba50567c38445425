namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>Shares independent parts of a search among threads.</summary>
internal static class SharedWork
{
    /// <summary>Does all parts and gives what each came to, in their order.</summary>
    /// <param name="parts">How many parts there are.</param>
    /// <param name="threads">Threads; 0: as many as there are processors.</param>
    /// <param name="work">One part.</param>
    public static T[] Run<T>(int parts, int threads, Func<int, T> work)
    {
        var found = new T[parts];
        var degree = threads > 0 ? threads : Environment.ProcessorCount;
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = degree }, part => found[part] = work(part));
        return found;
    }
}
