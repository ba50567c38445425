using Ridgeline.Runtime.Bench;

namespace Ridgeline.Runtime.Tests.Bench;

/// <summary>How far outputs are apart.</summary>
public sealed class OutputDifferenceTests
{
    [Fact]
    public void The_largest_difference_over_the_largest_of_theirs()
    {
        var difference = OutputDifference.Of("y", [1, -2, 3.5], [1, -4, 3]);
        Assert.Equal((2, 4, 0.5), (difference.Absolute, difference.Largest, difference.Relative));
    }

    [Theory]
    [InlineData(double.NaN, double.NaN, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0)]
    [InlineData(double.NaN, 1, double.PositiveInfinity)]
    [InlineData(1, double.NaN, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity)]
    public void Values_that_are_not_finite(double ours, double theirs, double expected) =>
        Assert.Equal(expected, OutputDifference.Of("y", [0, ours], [0, theirs]).Absolute);
}
