namespace Ridgeline.Diagnostics.Tests;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("bandwith", "bandwidth")]
    [InlineData("badnwidth", "bandwidth")]
    [InlineData("BANDWIDTH", "bandwidth")]
    [InlineData("latencyy", "latency")]
    [InlineData("latency", "latency")]
    [InlineData("kin", "kind")]
    public void The_nearest_candidate_is_found(string word, string expected)
        => Assert.Equal(expected, Suggestion.Closest(word, ["bandwidth", "latency", "kind"]));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("throughput")]
    [InlineData("b")]
    public void A_far_word_has_no_suggestion(string word) => Assert.Null(Suggestion.Closest(word, ["bandwidth", "latency", "k"]));

    [Fact]
    public void Case_decides_between_equals()
    {
        Assert.Equal("PJ", Suggestion.Closest("Pj", ["mJ", "PJ", "pJ"]));
        Assert.Equal("pJ", Suggestion.Closest("pJ", ["PJ", "pJ"]));
    }

    [Fact]
    public void Order_decides_between_the_rest() => Assert.Equal("cat", Suggestion.Closest("cut", ["cat", "cot"]));

    [Fact]
    public void A_very_long_word_is_not_compared() => Assert.Null(Suggestion.Closest(new string('a', 100_000), [new string('a', 100_000)]));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("ca", "abc", 3)]
    public void Distances_count_slips(string from, string to, int expected)
    {
        Assert.Equal(expected, Suggestion.Distance(from, to));
        Assert.Equal(expected, Suggestion.Distance(to, from));
    }
}
