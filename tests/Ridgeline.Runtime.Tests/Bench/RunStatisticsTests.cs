using Ridgeline.Runtime.Bench;

namespace Ridgeline.Runtime.Tests.Bench;

/// <summary>Statistics against values that are known.</summary>
public sealed class RunStatisticsTests
{
    // numpy.percentile([15, 20, 35, 40, 50], [50, 90, 99]) and numpy.std(..., ddof=1) of NumPy 1.24.2.
    [Fact]
    public void Percentiles_are_those_of_NumPy()
    {
        var runs = new RunStatistics([35, 15, 50, 20, 40]);
        Assert.Equal((35, 46.0, 49.6), (runs.Median.Value, runs.P90.Value, Math.Round(runs.P99.Value, 12)));
        Assert.Equal((15, 50, 32, 5), (runs.Least.Value, runs.Most.Value, runs.Mean.Value, runs.Count));
        Assert.Equal(14.40486, runs.StandardDeviation.Value, 5);
        // |x - 35| sorted: 0 5 15 15 20, so the median deviation is 15.
        Assert.Equal(15 * 1.4826, runs.Deviation.Value, 9);
    }

    [Fact]
    public void A_bell_curve_has_the_deviation_it_was_made_with()
    {
        var random = new Random(5);
        var runs = new RunStatistics([.. Enumerable.Range(0, 40000).Select(_ => 10 + (0.5 * Normal(random)))]);
        Assert.Equal(0.5, runs.Deviation.Value, 0.01);
        Assert.Equal(0.5, runs.StandardDeviation.Value, 0.01);
        // Quantiles of the normal distribution: 1.281552 and 2.326348 standard deviations.
        Assert.Equal(10 + (0.5 * 1.281552), runs.P90.Value, 0.02);
        Assert.Equal(10 + (0.5 * 2.326348), runs.P99.Value, 0.03);
        Assert.Equal(0, runs.Outliers);
    }

    [Fact]
    public void Outliers_are_counted_and_do_not_move_the_median()
    {
        var runs = new RunStatistics([.. Enumerable.Range(0, 99).Select(i => 1 + (i % 10 * 0.001)), 7]);
        Assert.Equal(1, runs.Outliers);
        Assert.InRange(runs.Median.Value, 1, 1.01);
        Assert.Empty(RunWarnings.Of(runs));
    }

    [Fact]
    public void What_speaks_against_the_numbers_is_said()
    {
        Assert.Contains(RunWarnings.Of(new([1, 1])), w => w.Contains("few", StringComparison.Ordinal));
        Assert.Contains(RunWarnings.Of(new([.. Enumerable.Range(0, 50).Select(i => 1 + (i % 7 * 0.1))])), w => w.Contains("noisy", StringComparison.Ordinal));
        Assert.Contains(RunWarnings.Of(new([3, .. Enumerable.Repeat(1.0, 50)])), w => w.Contains("first run", StringComparison.Ordinal));
        Assert.Contains(RunWarnings.Of(new([.. Enumerable.Range(0, 50).Select(i => i % 8 == 1 ? 9.0 : 1.0)])), w => w.Contains("outliers", StringComparison.Ordinal));
    }

    [Fact]
    public void Ratios_are_of_medians_and_by_round()
    {
        var duel = new DuelResult([1, 2, 4], [2, 2, 12]);
        Assert.Equal((1.0, 2.0), (duel.RatioOfMedians, duel.MedianOfRatios));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
