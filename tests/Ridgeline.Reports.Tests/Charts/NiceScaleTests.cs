using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class NiceScaleTests
{
    [Theory]
    [InlineData(230, 50, 250)]
    [InlineData(500, 100, 500)]
    [InlineData(411.1e6, 100e6, 500e6)]
    [InlineData(0.9, 0.2, 1)]
    [InlineData(1e15, 2e14, 1e15)]
    public void Steps_are_round_and_cover_the_value(double value, double step, double maximum)
    {
        var scale = NiceScale.Covering(value);
        Assert.Equal(step, scale.Step, step * 1e-9);
        Assert.Equal(maximum, scale.Maximum, maximum * 1e-9);
    }

    [Fact]
    public void Any_value_is_covered_by_a_few_ticks()
    {
        for (var value = 1e-9; value < 1e18; value *= 1.37)
        {
            var scale = NiceScale.Covering(value);
            Assert.True(scale.Maximum >= value * (1 - 1e-8) && scale.Maximum <= value * 2, $"{value}: {scale}");
            Assert.InRange(scale.Ticks.Count(), 3, 7);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    public void Extremes_give_a_finite_axis(double value) => Assert.All(NiceScale.Covering(value).Ticks, tick => Assert.True(double.IsFinite(tick)));
}
