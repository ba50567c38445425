using Ridgeline.Machines;
using Ridgeline.Review.Uses;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Tests;

public sealed class UseTests
{
    public static TheoryData<string> Names => [.. UseProfiles.Names];

    [Fact]
    public void There_are_five_uses() => Assert.Equal(["research", "training", "datacenter", "edge", "online"], UseProfiles.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_use_has_networks_and_needs_that_can_be_measured(string name)
    {
        var use = UseProfiles.Find(name)!;
        Assert.NotEmpty(Suites.Of(use, Sample.Shelf));
        Assert.True(use.Needs.Count >= 4);
        Assert.All(use.Needs, n => Assert.Contains(n.Measure, Measures.Names));
        Assert.All(use.Needs, n => Assert.True(n.Weight > 0 && n.Poor > 0 && n.Good > 0));
        Assert.All(use.Needs, n => Assert.Matches("^(text 001|our judgement): .+", n.Source));
        Assert.All(Suites.Of(use, Sample.Shelf), n => Assert.Equal(use.Trains, n.Trains));
    }

    [Fact]
    public void A_need_scores_by_logarithm_between_poor_and_good()
    {
        var less = new UseNeed("power", 1, 100, 1, "");
        Assert.Equal([0.0, 0, 0.5, 1, 1], new[] { 1000.0, 100, 10, 1, 0.1 }.Select(v => Math.Round(less.Score(v), 12)));
        Assert.Equal(0.5, new UseNeed("x", 1, 1, 1e4, "").Score(100), 1e-12);
    }

    [Fact]
    public void The_edge_wants_the_small_and_training_the_large()
    {
        Machine[] machines = [MachineCatalog.Find("edgetpu")!, MachineCatalog.Find("h100-sxm")!];
        Assert.Equal("edgetpu", UseScore.Rank(UseProfiles.Find("edge")!, machines, Sample.Shelf)[0].Machine.Name);
        var trained = UseScore.Rank(UseProfiles.Find("training")!, machines, Sample.Shelf);
        Assert.Equal("h100-sxm", trained[0].Machine.Name);
        Assert.All(trained, s => Assert.InRange(s.Total, 0, 100));
        Assert.Equal(9, trained[0].Modules.Count);
    }

    [Fact]
    public void What_is_not_known_is_left_out_and_told()
    {
        var machine = MachineCatalog.Find("edgetpu")! with { Tdp = null };
        var score = UseScore.Rank(UseProfiles.Find("edge")!, [machine], Sample.Shelf)[0];
        Assert.Contains("power", score.Unknown);
        Assert.True(score.Total > 0);
    }
}
