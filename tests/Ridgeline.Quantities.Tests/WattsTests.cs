namespace Ridgeline.Quantities.Tests;

public sealed class WattsTests
{
    [Fact]
    public void Power_is_energy_over_time()
    {
        Assert.Equal(new Watts(350), new Joules(700) / new Seconds(2));
        Assert.Equal(new Joules(700), new Watts(350) * new Seconds(2));
        Assert.Equal(new Joules(700), new Seconds(2) * new Watts(350));
    }

    [Theory]
    [InlineData("700 W", 700)]
    [InlineData("278 mW", 0.278)]
    [InlineData("20 MW", 20e6)]
    public void Power_is_read(string text, double watts) => Assert.Equal(watts, Watts.Parse(text).Value, watts * 1e-12);

    [Theory]
    [InlineData("92 TOP/s")]
    [InlineData("92 TFLOP/s")]
    public void Operations_of_integers_are_a_rate(string text) => Assert.Equal(92e12, FlopPerSecond.Parse(text).Value);
}
