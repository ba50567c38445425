namespace Ridgeline.Runtime.Host;

/// <summary>A rate or time from several runs.</summary>
/// <param name="Best">The best: the least disturbed.</param>
/// <param name="Median">The median.</param>
/// <param name="Worst">The worst.</param>
/// <param name="Runs">How many.</param>
public readonly record struct Measured(double Best, double Median, double Worst, int Runs)
{
    /// <summary>How far the median is from the best, as a share of it.</summary>
    public double Spread => Best == 0 ? 0 : Math.Abs(Best - Median) / Best;

    /// <summary>How far the worst is from the best, as a share of it.</summary>
    public double WorstSpread => Best == 0 ? 0 : Math.Abs(Best - Worst) / Best;

    /// <summary>Of two measurements of a rate the less disturbed one.</summary>
    public static Measured Higher(Measured a, Measured b) => a.Best >= b.Best ? a : b;

    /// <summary>Of two measurements of a time the less disturbed one.</summary>
    public static Measured Lower(Measured a, Measured b) => a.Best <= b.Best ? a : b;

    /// <summary>Of rates: the highest is the best.</summary>
    public static Measured OfRates(IReadOnlyList<double> rates)
    {
        var sorted = rates.Order().ToList();
        return new(sorted[^1], Middle(sorted), sorted[0], sorted.Count);
    }

    /// <summary>Of times: the lowest is the best.</summary>
    public static Measured OfTimes(IReadOnlyList<double> times)
    {
        var sorted = times.Order().ToList();
        return new(sorted[0], Middle(sorted), sorted[^1], sorted.Count);
    }

    private static double Middle(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
