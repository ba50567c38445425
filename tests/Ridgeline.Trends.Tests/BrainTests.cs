namespace Ridgeline.Trends.Tests;

public sealed class BrainTests
{
    [Theory]
    [InlineData("operations of the cortex", 1.792e12)]
    [InlineData("operations to recognise an image", 2.3296e10)]
    [InlineData("memory of the connectome", 1.2e15)]
    [InlineData("synapses by the talk's own count", 1.12e14)]
    [InlineData("memory by distinct connections", 4.48e13)]
    public void The_talks_arithmetic_comes_out(string figure, double value) => Assert.Equal(value, Figure(Assumptions.Usual, figure), value * 1e-9);

    [Fact]
    public void What_the_talk_states_is_met_except_where_it_contradicts_itself()
    {
        var figures = TrendTopics.Of("brain", Assumptions.Usual).Figures.Where(f => f.Stated is not null).ToArray();
        Assert.Equal(["synapses by the talk's own count"], figures.Where(f => Math.Abs(f.Value / f.Stated!.Value - 1) > 0.2).Select(f => f.Name));
    }

    [Fact]
    public void An_assumption_can_be_changed()
    {
        var other = Assumptions.Usual.With("connections", 70);
        Assert.Equal(1.792e11, Figure(other, "operations of the cortex"), 1e3);
        Assert.Equal(1.792e12, Figure(Assumptions.Usual, "operations of the cortex"), 1e4);
        Assert.Throws<ArgumentException>(() => other.With("conections", 70));
        Assert.Throws<ArgumentException>(() => other.With("connections", -1));
        Assert.Throws<ArgumentException>(() => other.With("connections", double.NaN));
    }

    private static double Figure(Assumptions assumed, string name) => TrendTopics.Of("brain", assumed).Figures.Single(f => f.Name == name).Value;
}
