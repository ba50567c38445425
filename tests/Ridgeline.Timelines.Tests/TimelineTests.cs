using Ridgeline.Quantities;

namespace Ridgeline.Timelines.Tests;

public sealed class TimelineTests
{
    private static readonly Span s_span = new()
    {
        Name = "conv1", Op = "Conv", Unit = "tensor core", Start = Seconds.Zero, Duration = new(1e-3), Flops = new(500_000_000), Peak = new(1e12),
        Traffic = [new("HBM", new(1_000_000), new(1e-3))], Energy = [new("arithmetic", new(1)), new("static", new(2))], Bound = new(BoundKind.Memory, "HBM"),
    };

    [Fact]
    public void A_timeline_adds_up_its_spans()
    {
        var timeline = new Timeline("m", "n", [s_span, s_span with { Start = new(1e-3) }]);
        Assert.Equal(2e-3, timeline.Duration.Value, 12);
        Assert.Equal(6, timeline.Energy.Value, 12);
        Assert.Equal(0.5, s_span.Utilisation, 12);
    }

    [Fact]
    public void Nothing_is_faster_than_the_peak() =>
        Assert.Contains("conv1", Assert.Throws<PhysicsException>(() => new Timeline("m", "n", [s_span with { Peak = new(1e11) }])).Message, StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_faster_than_a_bandwidth() =>
        Assert.Throws<PhysicsException>(() => new Timeline("m", "n", [s_span with { Traffic = [new("HBM", new(1_000_000), new(2e-3))] }]));

    [Fact]
    public void No_energy_and_no_time_is_negative()
    {
        Assert.Throws<PhysicsException>(() => new Timeline("m", "n", [s_span with { Energy = [new("static", new(-1))] }]));
        Assert.Throws<PhysicsException>(() => new Timeline("m", "n", [s_span with { Start = new(-1) }]));
    }

    [Theory]
    [InlineData(BoundKind.Compute, "tensor core", "compute: tensor core")]
    [InlineData(BoundKind.Memory, "HBM", "memory: HBM")]
    [InlineData(BoundKind.Launch, "", "launch")]
    [InlineData(BoundKind.None, "", "none")]
    public void A_bound_is_told_in_words(BoundKind kind, string resource, string text) => Assert.Equal(text, new Bound(kind, resource).ToString());
}
