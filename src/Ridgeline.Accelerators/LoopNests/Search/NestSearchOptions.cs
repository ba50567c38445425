namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>How a mapping is searched.</summary>
public sealed record NestSearchOptions
{
    /// <summary>What is made small.</summary>
    public NestObjective Objective { get; init; }

    /// <summary>Where chance begins; the same seed finds the same mapping, on however many threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0: as many as there are processors.</summary>
    public int Threads { get; init; }

    /// <summary>Independent walks through a space that is too large to be searched through.</summary>
    public int Walks { get; init; } = 8;

    /// <summary>Mappings that each walk tries.</summary>
    public int StepsOfWalk { get; init; } = 3000;

    /// <summary>How much may be looked at to prove the best: a step is a bound of what some factors cost, about a quarter of a microsecond. 0: no proof.</summary>
    public long ProofSteps { get; init; } = 6_000_000;

    /// <summary>Whether mappings are tried, too, whose factors do not divide: a dimension's last round then runs shorter.</summary>
    public bool Imperfect { get; init; }

    /// <summary>When to stop whatever was found; null: never. A search that is stopped may find something else the next time.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Is told how far the search is, from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }
}
