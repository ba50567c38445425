using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class SiNumberTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(1, "1 s")]
    [InlineData(1e-3, "1 ms")]
    [InlineData(1e-6, "1 µs")]
    [InlineData(12.5e-6, "12.5 µs")]
    [InlineData(0.9999, "1 s")]
    [InlineData(999.6, "1 ks")]
    [InlineData(-0.02, "-20 ms")]
    public void Writes_seconds(double value, string text) => Assert.Equal(text, SiNumber.Seconds(value));

    [Theory]
    [InlineData(19.5e12, "19.5 TFLOP/s")]
    [InlineData(1e9, "1 GFLOP/s")]
    public void Writes_rates(double value, string text) => Assert.Equal(text, SiNumber.FlopPerSecond(value));

    [Fact]
    public void Writes_no_unit_without_one() => Assert.Equal(["12.5", "10 m", "1 k"], new[] { 12.5, 0.01, 1000 }.Select(v => SiNumber.Format(v)));
}
