using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Zoo.Tests;

/// <summary>The published totals, as the profile counts them.</summary>
public sealed class ProfiledTotalsTests
{
    [Theory]
    [MemberData(nameof(PublishedTotalsTests.Totals), MemberType = typeof(PublishedTotalsTests))]
    public void The_profile_counts_the_published_totals(string reference, long parameters, long macs, string source)
    {
        var profile = ProfileOf.Network(reference, new() { Counting = CountingConvention.Macs });
        Assert.Equal((parameters, macs, macs, source), (profile.Parameters, (long)profile.Work.Macs.Value, (long)profile.Ops.Value, source));
        Assert.Empty(profile.Notes);
        Assert.Equal(0, profile.Memory.Unsized);
    }

    [Theory]
    [MemberData(nameof(EveryNetworkTests.References), MemberType = typeof(EveryNetworkTests))]
    public void What_holds_for_every_profile(string reference)
    {
        var profile = ProfileOf.Network(reference, new() { Training = Optimizer.Adam });
        var training = profile.Training!;
        Assert.Empty(profile.Notes);
        Assert.All(profile.Layers, l => Assert.True(l.Work is not null && l.Moved is not null && l.WorkingSet is not null, l.Name));
        Assert.Equal(profile.Memory.PeakActivations.Value, profile.Memory.AliveAtPeak.Sum(t => t.Size.Value));
        Assert.Equal(profile.Memory.Steps.Max(s => s.Live), profile.Memory.PeakActivations);
        Assert.True(profile.Memory.Peak >= profile.WeightBytes);
        Assert.True(training.Backward.Macs <= training.Forward.Macs * 2);
        Assert.True(training.Memory.PeakActivations >= profile.Memory.PeakActivations);
        Assert.True(training.InPlace <= training.EveryModule);
        Assert.Equal(profile.Layers.Count, profile.GroupBy(l => l.Block).Sum(g => g.Layers));
    }

    [Theory]
    [InlineData("resnet50")]
    [InlineData("gpt2")]
    [InlineData("bert-base")]
    public void Half_precision_halves_what_is_made_of_floats(string reference)
    {
        var (single, half) = (ProfileOf.Network(reference), ProfileOf.Network(reference, new() { Precision = Graphs.ElementType.Float16 }));
        Assert.Equal(single.Parameters, half.Parameters);
        Assert.Equal(single.Work.Flops, half.Work.Flops);
        Assert.InRange((double)half.WeightBytes.Value / single.WeightBytes.Value, 0.5, 0.5001);
        Assert.InRange((double)half.Moved.Value / single.Moved.Value, 0.5, 0.501);
    }

    [Theory]
    [InlineData("resnet50?batch=32")]
    [InlineData("vgg16?batch=32")]
    [InlineData("gpt2?batch=8&seq=512")]
    public void Recomputation_lowers_the_peak(string reference)
    {
        var whole = ProfileOf.Network(reference, new() { Training = Optimizer.Sgd }).Training!.Memory;
        var again = ProfileOf.Network(reference, new() { Training = Optimizer.Sgd, Recompute = true }).Training!.Memory;
        Assert.True(again.PeakActivations < whole.PeakActivations, $"{again.PeakActivations} against {whole.PeakActivations}");
    }
}
