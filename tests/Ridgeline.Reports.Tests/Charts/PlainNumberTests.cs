using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class PlainNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(999.4, "999")]
    [InlineData(999.6, "1 k")]
    [InlineData(1234, "1.23 k")]
    [InlineData(12.34e6, "12.3 M")]
    [InlineData(4.1e9, "4.1 G")]
    [InlineData(1e15, "1 P")]
    public void Values_have_three_digits_and_a_prefix(double value, string text) => Assert.Equal(text, PlainNumber.Format(value));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.0001, "< 0.1 %")]
    [InlineData(0.0123, "1.2 %")]
    [InlineData(0.5, "50 %")]
    [InlineData(1, "100 %")]
    public void Shares_are_percentages(double share, string text) => Assert.Equal(text, PlainNumber.Percent(share));
}
