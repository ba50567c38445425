namespace Ridgeline.Quantities.Tests;

public sealed class ArithmeticTests
{
    private static readonly Bytes Most = new(long.MaxValue);

    [Fact]
    public void Counts_are_never_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bytes(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FlopCount(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MacCount(-1));
        Assert.Throws<OverflowException>(() => new Bytes(1) - new Bytes(2));
        Assert.Throws<OverflowException>(() => new FlopCount(1) - new FlopCount(2));
        Assert.Throws<OverflowException>(() => new MacCount(1) * -1);
        Assert.Throws<OverflowException>(() => new Bytes(4) / -2);
    }

    [Fact]
    public void Counts_do_not_wrap_around()
    {
        Assert.Throws<OverflowException>(() => Most + new Bytes(1));
        Assert.Throws<OverflowException>(() => Most * 2);
        Assert.Throws<OverflowException>(() => Most.Scale(1.5));
        Assert.Throws<OverflowException>(() => new MacCount(Int128.MaxValue).Scale(2));
        Assert.Throws<OverflowException>(() => new FlopCount(Int128.MaxValue) + new FlopCount(1));
        Assert.Throws<OverflowException>(() => new MacCount(Int128.MaxValue) * 3);
        Assert.Throws<OverflowException>(() => new MacCount(Int128.MaxValue).ToFlops());
        Assert.Throws<OverflowException>(() => new[] { Most, new Bytes(1) }.Sum());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Reals_are_finite(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Seconds(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Joules(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Hertz(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BytesPerSecond(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FlopPerSecond(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ratio(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Seconds(1) * value);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bytes(1).Scale(value));
    }

    [Fact]
    public void Reals_stop_at_the_end_of_their_range()
    {
        var most = new Seconds(double.MaxValue);
        Assert.Throws<OverflowException>(() => most + most);
        Assert.Throws<OverflowException>(() => most * 2);
        Assert.Throws<OverflowException>(() => most / 0.5);
        Assert.Throws<DivideByZeroException>(() => most / 0);
        Assert.Throws<DivideByZeroException>(() => new Bytes(1) / Seconds.Zero);
        Assert.Throws<DivideByZeroException>(() => new FlopCount(1).Per(Bytes.Zero));
        Assert.Throws<OverflowException>(() => Most / new Seconds(double.Epsilon));
    }

    [Fact]
    public void Work_and_rates_give_times()
    {
        Assert.Equal(new Seconds(0.5), new Bytes(50) / new BytesPerSecond(100));
        Assert.Equal(new BytesPerSecond(100), new Bytes(50) / new Seconds(0.5));
        Assert.Equal(new Seconds(0.25), new FlopCount(25) / new FlopPerSecond(100));
        Assert.Equal(new FlopPerSecond(100), new FlopCount(25) / new Seconds(0.25));
        Assert.Equal(new Seconds(0.125), new Hertz(8).Period());
        Assert.Equal(new Seconds(2), new Hertz(8).TimeOf(16));
    }

    [Fact]
    public void One_MAC_is_two_FLOP() => Assert.Equal(new FlopCount(14), new MacCount(7).ToFlops());

    [Fact]
    public void Operational_intensity_and_ridge_point_are_FLOP_per_byte()
    {
        Assert.Equal(2.5, new FlopCount(10).Per(new Bytes(4)));
        Assert.Equal(2.5, new FlopPerSecond(10).Per(new BytesPerSecond(4)));
    }

    [Fact]
    public void Like_over_like_is_a_ratio()
    {
        Assert.Equal(new Ratio(0.25), new Bytes(1) / new Bytes(4));
        Assert.Equal(new Ratio(0.25), new MacCount(1) / new MacCount(4));
        Assert.Equal(new Ratio(0.25), new Seconds(1) / new Seconds(4));
        Assert.Equal(new Ratio(0.125), new Ratio(0.25) * new Ratio(0.5));
    }

    [Fact]
    public void Scaling_a_count_rounds_to_the_nearest_whole()
    {
        Assert.Equal(new Bytes(4), new Bytes(10).Scale(0.37));
        Assert.Equal(new MacCount(2), new MacCount(5).Scale(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bytes(10).Scale(-0.1));
    }

    [Fact]
    public void Sums_differences_and_multiples()
    {
        Assert.Equal(new Bytes(6), new[] { new Bytes(1), new Bytes(2), new Bytes(3) }.Sum());
        Assert.Equal(new Seconds(3), new[] { "a", "bb" }.Sum(s => new Seconds(s.Length)));
        Assert.Equal(Joules.Zero, Array.Empty<Joules>().Sum());
        Assert.Equal(new Bytes(6), 3 * new Bytes(2));
        Assert.Equal(new Bytes(3), new Bytes(7) / 2);
        Assert.Equal(new Seconds(-1), new Seconds(1) - new Seconds(2));
    }

    [Fact]
    public void Order_and_equality_are_those_of_the_values()
    {
        Assert.True(new Bytes(1) < new Bytes(2) && new Bytes(2) <= new Bytes(2) && new Bytes(2) == new Bytes(2));
        Assert.True(new Seconds(2) > new Seconds(1) && new Seconds(2) >= new Seconds(2) && new Seconds(2) != new Seconds(1));
        Assert.Equal(new Hertz(2), new[] { new Hertz(1), new Hertz(2) }.Max());
        Assert.Equal(default, FlopCount.Zero);
    }
}
