using Ridgeline.Quantities;

namespace Ridgeline.Runtime.Bench;

/// <summary>What repeated runs took.</summary>
public sealed record RunStatistics
{
    // A deviation from the median of ten standard deviations, taken from the median deviation of a bell curve: sigma = 1.4826 x MAD.
    private const double Outlying = 10 * SigmaOfDeviation;
    private const double SigmaOfDeviation = 1.4826;

    private readonly double[] _sorted;

    /// <summary>Statistics of runs in the order in which they were made.</summary>
    /// <param name="seconds">At least one time.</param>
    public RunStatistics(IReadOnlyList<double> seconds)
    {
        if (seconds.Count == 0) throw new ArgumentException("there is no run", nameof(seconds));
        _sorted = [.. seconds.Order()];
        First = new(seconds[0]);
        var median = At(0.5);
        double[] deviations = [.. seconds.Select(s => Math.Abs(s - median)).Order()];
        var deviation = Percentile(deviations, 0.5);
        Deviation = new(deviation * SigmaOfDeviation);
        // Where more than half of the runs took the same time, a hundredth of it is the least that counts as different.
        Outliers = _sorted.Count(s => Math.Abs(s - median) > Math.Max(deviation * Outlying, median * 0.01));
        Mean = new(seconds.Average());
        var variance = seconds.Count > 1 ? seconds.Sum(s => (s - Mean.Value) * (s - Mean.Value)) / (seconds.Count - 1) : 0;
        StandardDeviation = new(Math.Sqrt(variance));
    }

    /// <summary>How many runs.</summary>
    public int Count => _sorted.Length;

    /// <summary>The first run.</summary>
    public Seconds First { get; }

    /// <summary>The shortest.</summary>
    public Seconds Least => new(_sorted[0]);

    /// <summary>The longest.</summary>
    public Seconds Most => new(_sorted[^1]);

    /// <summary>The median.</summary>
    public Seconds Median => new(At(0.5));

    /// <summary>Nine of ten are not longer.</summary>
    public Seconds P90 => new(At(0.9));

    /// <summary>99 of 100 are not longer.</summary>
    public Seconds P99 => new(At(0.99));

    /// <summary>The mean.</summary>
    public Seconds Mean { get; }

    /// <summary>The sample standard deviation.</summary>
    public Seconds StandardDeviation { get; }

    /// <summary>The median absolute deviation from the median, times 1.4826: of a bell curve its standard deviation, and no outlier moves it.</summary>
    public Seconds Deviation { get; }

    /// <summary>The deviation as a share of the median.</summary>
    public double Spread => Median.Value > 0 ? Deviation.Value / Median.Value : 0;

    /// <summary>Runs that lie ten deviations or more from the median.</summary>
    public int Outliers { get; }

    /// <summary>A percentile, linear between the two runs that it falls between (type 7 of Hyndman and Fan 1996, as NumPy's default).</summary>
    /// <param name="share">0 to 1.</param>
    public double At(double share) => Percentile(_sorted, share);

    private static double Percentile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var low = (int)Math.Floor(place);
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((place - low) * (sorted[high] - sorted[low]));
    }
}
