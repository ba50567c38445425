namespace Ridgeline.Trends.Tests;

public sealed class FitTests
{
    [Fact]
    public void An_exact_exponential_is_found_exactly()
    {
        var fit = new ExponentialFit(Curve(y => 3 * Math.Pow(2, (y - 2000) / 1.5)));
        Assert.Equal(18, fit.DoublingMonths, 6);
        Assert.Equal(1, fit.RSquared, 9);
        Assert.Equal(3 * Math.Pow(2, 20), fit.At(2030), 3e-3);
    }

    [Fact]
    public void The_interval_is_that_of_the_textbook()
    {
        // Three points at x = -1, 0, 1 with logarithms 0, 0, 3: b = 1.5, residual squares 1.5, one degree of freedom, t(0.975, 1) = 12.7062.
        var fit = new ExponentialFit(new("x", "", [new("", -1, 1), new("", 0, 1), new("", 1, 8)]));
        Assert.Equal(1.5, fit.Slope, 12);
        Assert.Equal(12.706204736 * Math.Sqrt(1.5 / 2), fit.SlopeHigh - fit.Slope, 6);
        Assert.Null(fit.ShortestMonths);
    }

    [Fact]
    public void A_known_interval_holds_the_truth_about_as_often_as_it_says()
    {
        var random = new Random(7);
        var held = Enumerable.Range(0, 2000).Count(_ =>
        {
            var fit = new ExponentialFit(Curve(y => Math.Pow(2, 0.5 * (y - 2010) + Normal(random))));
            return fit.SlopeLow <= 0.5 && 0.5 <= fit.SlopeHigh;
        });
        Assert.InRange(held, 1860, 1940);
    }

    [Fact]
    public void A_bend_is_found_where_it_is()
    {
        var random = new Random(3);
        var bent = new BentFit(Curve(y => Math.Pow(2, (y < 2010 ? y - 2010 : 0.1 * (y - 2010)) + 0.05 * Normal(random))));
        Assert.InRange(bent.Bend, 2009.5, 2010.5);
        Assert.InRange(bent.SlopeBefore, 0.98, 1.02);
        Assert.InRange(bent.SlopeAfter, 0.08, 0.12);
        Assert.Equal(Math.Pow(2, -5), bent.At(2005), 0.002);
        Assert.True(bent.BendLow <= bent.Bend && bent.Bend <= bent.BendHigh);
    }

    [Fact]
    public void Too_few_observations_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ExponentialFit(new("x", "", [new("", 1, 1), new("", 2, 2)])));
        Assert.Throws<ArgumentException>(() => new ExponentialFit(new("x", "", [new("", 1, 1), new("", 1, 2), new("", 1, 3)])));
        Assert.Throws<ArgumentException>(() => new BentFit(new("x", "", [new("", 1, 1), new("", 2, 2), new("", 3, 2)])));
    }

    private static TrendSeries Curve(Func<double, double> value) =>
        new("x", "", [.. Enumerable.Range(0, 41).Select(i => 2000 + i * 0.5).Select(y => new TrendPoint("", y, value(y)))]);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
