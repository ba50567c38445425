namespace Ridgeline.Trends.Tests;

public sealed class CostTests
{
    [Fact]
    public void Training_costs_six_operations_a_parameter_and_token()
    {
        var figures = TrendTopics.Of("cost", Assumptions.Usual).Figures.ToDictionary(f => f.Name, f => f.Value);
        Assert.Equal(6 * 70e9 * 1.4e12, figures["operations to train"], 1e12);
        Assert.Equal(4 * figures["cost to train"], figures["cost to train twice the parameters"], 1);
        // 2 x 70e9 x 1e6 operations at 989e12 x 0.4 a second are 353.9 s of 2.5 USD an hour.
        Assert.Equal(353.9 / 3600 * 2.5, figures["cost of a million tokens, many users at once"], 1e-3);
        Assert.True(figures["cost of a million tokens, one user at a time"] > 50 * figures["cost of a million tokens, many users at once"]);
    }
}
