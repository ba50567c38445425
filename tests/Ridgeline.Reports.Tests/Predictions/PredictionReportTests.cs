using Ridgeline.Reports.Predictions;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Tests.Predictions;

public sealed class PredictionReportTests
{
    [Fact]
    public void A_page_says_first_what_does_not_fit_and_escapes_names()
    {
        var page = PredictionHtml.Page([SamplePrediction.Of(3, missing: 20_000_000_000)]);
        var warning = page.IndexOf("DOES NOT FIT: 20 GB missing", StringComparison.Ordinal);
        Assert.InRange(warning, 0, page.IndexOf("class=\"figures\"", StringComparison.Ordinal));
        Assert.Contains("<li>a &lt; b</li>", page, StringComparison.Ordinal);
        Assert.Contains("<h1>net&lt;&amp;&gt; on NVIDIA H100 SXM5 80GB</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<&>", page, StringComparison.Ordinal);
        Assert.Equal(4, page.Split("<svg ").Length - 1);
        Assert.Contains("12.5 %", page, StringComparison.Ordinal);
        Assert.DoesNotContain("starts never rests", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_a_long_network_stays_small_and_says_how_many_layers_it_leaves_out()
    {
        var page = PredictionHtml.Page([SamplePrediction.Of(1000)]);
        Assert.InRange(page.Length, 1, 2_000_000);
        Assert.Contains("The 1000 costliest of 4000 layers", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_names_the_first_among_those_that_fit()
    {
        StudiedMachine[] machines = [Alone(SamplePrediction.Of(1, missing: 5_000_000_000)), Alone(SamplePrediction.Of(3, "a100-80")), Alone(SamplePrediction.Of(2, "t4"))];
        Assert.Equal("DOES NOT FIT: 5 GB missing", Assert.Single(ComparisonSentences.Missing(machines)).Split('.')[0]);
        var facts = string.Join(' ', ComparisonSentences.Facts(machines));
        Assert.Contains("t4 answers soonest: 12 ms, 1.5 times sooner than a100-80", facts, StringComparison.Ordinal);
        Assert.Contains("t4 takes the least energy", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("h100-sxm", facts, StringComparison.Ordinal);
        Assert.Equal(["It fits on none of the 1 machines."], ComparisonSentences.Facts([machines[0]]));
    }

    [Fact]
    public void A_row_has_latency_saturation_energy_bound_and_what_is_missing()
    {
        var row = ComparisonTables.Of([Alone(SamplePrediction.Of(1, missing: 5_000_000_000))]).Rows[0];
        Assert.Equal(["h100-sxm", "fp16", "6 ms", "333/s"], row.Take(4).Select(c => c.Text));
        // Three layers of 3 J, and 100 W over 6 ms.
        Assert.Equal("9.6 J", row[4].Text);
        // 1.001 TFLOP in 6 ms of 989.4 TFLOP/s.
        Assert.Equal(1.001e12 / 6e-3 / 989.4e12, double.Parse(row[5].Raw, System.Globalization.CultureInfo.InvariantCulture), 1e-9);
        Assert.Equal("compute: tensor core 42 %", row[6].Text);
        Assert.Equal("no, 5 GB missing", row[7].Text);
    }

    [Fact]
    public void Notes_that_all_machines_share_are_told_once_elsewhere() =>
        Assert.Empty(ComparisonSentences.Notes([Alone(SamplePrediction.Of(1)), Alone(SamplePrediction.Of(1, "t4"))]));

    [Fact]
    public void A_comparison_says_so_where_nothing_was_ever_measured()
    {
        var prediction = SamplePrediction.Of(1);
        StudiedMachine unknown = Alone(prediction with { Layers = [.. prediction.Layers.Select(l => l with { Error = new(null, "nothing") })] });
        Assert.Contains(ComparisonSentences.Notes([unknown]), n => n.StartsWith("on none of these machines", StringComparison.Ordinal));
        Assert.DoesNotContain(ComparisonTables.Of([unknown]).Columns, c => c.Key == "known_error");
        var row = ComparisonTables.Of([unknown, Alone(prediction)]).Rows;
        Assert.Equal(["-", "12.5 %"], row.Select(r => r[^1].Text));
    }

    [Fact]
    public void Kinds_of_operators_add_up()
    {
        var table = PredictionTables.Families(SamplePrediction.Of(2));
        Assert.Equal(["matmul", "movement"], table.Rows.Select(r => r[0].Text));
        Assert.Equal("83.3 %", table.Rows[0][3].Text);
    }

    [Fact]
    public void A_study_in_text_ends_with_the_machines()
    {
        using var text = new StringWriter { NewLine = "\n" };
        ComparisonPage.Write([Alone(SamplePrediction.Of(1)), Alone(SamplePrediction.Of(2, "t4"))], (table, to) => TextTable.Write(table, to), text);
        Assert.StartsWith("On 2 machines\n", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("h100-sxm answers soonest", text.ToString(), StringComparison.Ordinal);
    }

    private static StudiedMachine Alone(Prediction.NetworkPrediction prediction) => new(prediction, prediction);
}
