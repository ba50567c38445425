using System.Globalization;

namespace Ridgeline.Cli.Tests;

public sealed class TrendsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void All_topics_are_told_with_their_projections()
    {
        var topics = Outcome.Fine("trends", "-o", "json").Json.GetProperty("topics").EnumerateArray().ToArray();
        Assert.Equal(["compute", "nodes", "memory", "energy", "cost", "brain"], topics.Select(t => t.GetProperty("topic").GetString()!));
        var points = topics[0].GetProperty("fits").EnumerateArray().Single(f => f.GetProperty("published_months").ValueKind != System.Text.Json.JsonValueKind.Null
            && f.GetProperty("published_by").GetString()!.StartsWith("OpenAI", StringComparison.Ordinal));
        Assert.InRange(3.43, points.GetProperty("doubling_months_low").GetDouble(), points.GetProperty("doubling_months_high").GetDouble());
    }

    [Fact]
    public void An_assumption_can_be_replaced()
    {
        var brain = Outcome.Fine("trends", "--topic", "brain", "--assume", "connections=70", "-o", "json").Json.GetProperty("topics")[0];
        var rate = brain.GetProperty("figures").EnumerateArray().First().GetProperty("value").GetDouble();
        Assert.Equal(16e9 * 0.16 * 70, rate, 1e3);
    }

    [Fact]
    public void A_page_and_a_picture_can_be_written()
    {
        Outcome.Fine("trends", "--save", _scratch["a.html"], "--save", _scratch["a.svg"], "--save", _scratch["a.csv"]);
        Assert.Contains("<svg", File.ReadAllText(_scratch["a.html"]), StringComparison.Ordinal);
        Assert.StartsWith("<svg", File.ReadAllText(_scratch["a.svg"]), StringComparison.Ordinal);
        var rows = File.ReadAllLines(_scratch["a.csv"]);
        Assert.StartsWith("series,count,", rows[0], StringComparison.Ordinal);
        Assert.True(rows.Length > 15, rows.Length.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("did you mean 'brain'?", "--topic", "brian")]
    [InlineData("did you mean 'connections'?", "--assume", "conections=70")]
    [InlineData("write --assume neurons=5e12", "--assume", "neurons=many")]
    [InlineData("write --assume neurons=5e12", "--assume", "neurons=-1")]
    [InlineData("end it in", "--save", "a.pdf")]
    public void What_cannot_be_asked_is_told(string hint, params string[] args)
    {
        var outcome = Outcome.Of(["trends", .. args]);
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Contains(hint, outcome.Notes, StringComparison.Ordinal);
    }
}
