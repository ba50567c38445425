namespace Ridgeline.Trends.Tests;

/// <summary>Every fit of the page, recomputed from the data that travel with the tool, beside what was published.</summary>
public sealed class PublishedTests
{
    public static TheoryData<string> Topics => [.. TrendTopics.Names];

    // The figures of notes/facts.md were computed by another program from the whole tables.
    [Theory]
    [InlineData("compute", "training compute, before 2010", 20.5, 0.05)]
    [InlineData("compute", "training compute, since 2010", 5.5, 0.05)]
    [InlineData("compute", "training compute, 2010 to early 2022", 5.9, 0.06)]
    [InlineData("compute", "training compute, 2012 to 2018", 8.8, 0.05)]
    [InlineData("memory", "16-bit matrix rate of accelerators", 2.3 * 12, 0.6)]
    [InlineData("memory", "fp32 rate of accelerators", 2.8 * 12, 0.6)]
    [InlineData("memory", "memory of accelerators", 3.0 * 12, 0.6)]
    [InlineData("memory", "memory bandwidth of accelerators", 2.8 * 12, 0.6)]
    [InlineData("energy", "fp32 operations a joule", 3.8 * 12, 0.6)]
    [InlineData("energy", "power of an accelerator", 8 * 12, 1.2)]
    [InlineData("cost", "fp32 rate for a dollar", 3.5 * 12, 0.6)]
    public void A_doubling_time_is_that_of_an_independent_computation(string topic, string series, double months, double within)
    {
        var fit = Fits(topic).Single(f => f.Fit.Series.Name == series).Fit;
        Assert.Equal(months, fit.DoublingMonths, within);
    }

    [Fact]
    public void Published_doubling_times_lie_in_the_interval()
    {
        var published = TrendTopics.Names.SelectMany(Fits).Where(f => f.PublishedMonths is not null).ToArray();
        Assert.Equal([5.7, 3.43, 24], published.Select(f => f.PublishedMonths!.Value));
        Assert.All(published, f => Assert.True(f.Agrees, $"{f.Fit.Series.Name}: {f.Fit.ShortestMonths:0.00} to {f.Fit.LongestMonths:0.00}, not {f.PublishedMonths}"));
    }

    [Fact]
    public void The_frontier_of_2012_to_2018_is_no_typical_model()
    {
        var fits = Fits("compute").ToDictionary(f => f.Fit.Series.Name, f => f.Fit.DoublingMonths);
        Assert.True(fits["training compute, record holders 2012 to 2018"] < 4);
        Assert.True(fits["training compute, 2012 to 2018"] > 8);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Every_topic_answers_with_sources_and_says_what_it_assumes(string name)
    {
        var topic = TrendTopics.Of(name, Assumptions.Usual);
        Assert.NotEmpty(topic.Answers);
        Assert.NotEmpty(topic.Sources);
        Assert.All(topic.Answers, answer => Assert.DoesNotContain("NaN", answer, StringComparison.Ordinal));
        Assert.All(topic.Projections, p => Assert.True(p.Low < p.Value && p.Value < p.High && p.Basis.Length > 0 && topic.Assumptions.Any(a => a.Name == "year")));
        Assert.All(topic.Fits, f => Assert.True(f.Population.Length > 0 && f.Fit.SlopeLow < f.Fit.Slope && f.Fit.Slope < f.Fit.SlopeHigh));
    }

    [Fact]
    public void The_clock_and_the_power_bend_in_the_middle_of_the_2000s()
    {
        var bends = TrendTopics.Of("nodes", Assumptions.Usual).Bends.ToDictionary(b => b.Series.Name);
        Assert.InRange(bends["clock"].Bend, 2001, 2007);
        Assert.InRange(bends["power"].Bend, 2000, 2008);
        Assert.True(bends["clock"].SlopeAfter < bends["clock"].SlopeBefore / 4);
        Assert.True(bends["cores"].SlopeAfter > bends["cores"].SlopeBefore);
    }

    private static IEnumerable<TrendFit> Fits(string topic) => TrendTopics.Of(topic, Assumptions.Usual).Fits;
}
