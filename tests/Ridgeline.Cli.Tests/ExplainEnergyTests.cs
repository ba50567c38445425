namespace Ridgeline.Cli.Tests;

public sealed class ExplainEnergyTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Energy_is_a_topic_with_a_table_and_its_sources()
    {
        var text = Outcome.Fine("explain", "energy").Out;
        Assert.Contains("45 nm", text, StringComparison.Ordinal);
        Assert.Contains("tensor core, HMMA", text, StringComparison.Ordinal);
        Assert.Contains("Horowitz, ISSCC 2014", text, StringComparison.Ordinal);
        Assert.Contains(Outcome.Fine("explain").Out.Split('\n')[^3..], line => line.Contains("energy", StringComparison.Ordinal));
        Assert.Contains("explain energy", Outcome.Fine("explain", "--help").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_published_ratios_and_parts_that_add_up()
    {
        var json = Outcome.Fine("explain", "energy", "--node", "45nm", "-o", "json").Json;
        Assert.Equal(45, json.GetProperty("process_nm").GetDouble());
        var rows = json.GetProperty("multiply_adds").EnumerateArray().ToList();
        Assert.Equal(20, rows.Single(r => r.GetProperty("hardware").GetString() == "GPU lane, HFMA").GetProperty("overhead_ratio").GetDouble(), 1e-9);
        foreach (var row in rows)
        {
            var parts = row.GetProperty("energy_j").EnumerateObject().Select(p => p.Value.GetDouble()).ToArray();
            Assert.Equal(parts.Sum() / parts[0], row.GetProperty("energy_ratio").GetDouble(), 1e-6 * parts.Sum() / parts[0]);
        }
    }

    [Fact]
    public void A_finer_node_costs_less() => Assert.True(Scalar("7nm") < Scalar("28") && Scalar("28") < Scalar("45 nm"));

    [Fact]
    public void A_machine_has_its_own_rows()
    {
        var csv = Outcome.Fine("explain", "energy", "--on", "tpuv1", "-o", "csv").Out;
        Assert.Contains("matrix unit,int8", csv, StringComparison.Ordinal);
        Assert.Contains("| Hardware", Outcome.Fine("explain", "energy", "--on", "h100-sxm", "-o", "md").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_and_pages_are_saved()
    {
        Outcome.Fine("explain", "energy", "--save", _scratch["e.svg"]);
        Outcome.Fine("explain", "energy", "--save", _scratch["e.html"]);
        Assert.Contains("arithmetic", File.ReadAllText(_scratch["e.svg"]), StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(_scratch["e.html"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain energy --node 45um", "cannot be '45um'")]
    [InlineData("explain energy --node 45 --on tpuv1", "exclude one another")]
    [InlineData("explain energy --on tpu9", "there is no machine 'tpu9'")]
    [InlineData("explain energy --save e.png", "end the name in .svg or .html")]
    [InlineData("explain mac --node 7nm", "CLI115")]
    public void Mistakes_are_told(string line, string words)
    {
        var outcome = Outcome.Of(line.Split(' '));
        Assert.Equal(2, outcome.Code);
        Assert.Contains(words, outcome.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_marks_what_is_recalled_and_shows_memory_a_thread()
    {
        var text = Outcome.Fine("machines", "compare", "ryzen5950x", "h100-sxm").Out;
        Assert.Contains("private per thread", text, StringComparison.Ordinal);
        Assert.DoesNotContain("989.4 TFLOP/s~", text, StringComparison.Ordinal);
        Assert.Contains("870 GFLOP/s~", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_said() => Assert.Contains("not known: clock", Outcome.Fine("machines", "show", "a14").Out, StringComparison.Ordinal);

    private static double Scalar(string node) => Outcome.Fine("explain", "energy", "--node", node, "-o", "json").Json.GetProperty("multiply_adds")[0]
        .GetProperty("energy_j").GetProperty("instruction").GetDouble();
}
