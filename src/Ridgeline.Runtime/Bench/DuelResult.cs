namespace Ridgeline.Runtime.Bench;

/// <summary>Two that were run in turn.</summary>
public sealed record DuelResult
{
    /// <summary>A result.</summary>
    /// <param name="ours">Seconds of our runs, by round.</param>
    /// <param name="theirs">Seconds of their runs, by round.</param>
    public DuelResult(IReadOnlyList<double> ours, IReadOnlyList<double> theirs)
    {
        (Ours, Theirs) = (new(ours), new(theirs));
        var ratios = new RunStatistics([.. ours.Zip(theirs, (own, other) => other / own)]);
        (MedianOfRatios, LowRatio, HighRatio) = (ratios.At(0.5), ratios.At(0.1), ratios.At(0.9));
    }

    /// <summary>Our runs.</summary>
    public RunStatistics Ours { get; }

    /// <summary>Their runs.</summary>
    public RunStatistics Theirs { get; }

    /// <summary>Their median over ours: above 1 we are faster.</summary>
    public double RatioOfMedians => Theirs.Median.Value / Ours.Median.Value;

    /// <summary>The median over all rounds of their time over ours.</summary>
    public double MedianOfRatios { get; }

    /// <summary>A tenth of the rounds has a smaller ratio.</summary>
    public double LowRatio { get; }

    /// <summary>A tenth of the rounds has a larger ratio.</summary>
    public double HighRatio { get; }
}
