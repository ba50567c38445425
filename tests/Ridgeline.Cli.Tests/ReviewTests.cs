using System.Text.Json;

namespace Ridgeline.Cli.Tests;

public sealed class ReviewTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Findings_carry_rule_severity_evidence_place_and_hint()
    {
        var outcome = Outcome.Of("review", Sample("int8-sums"), "-o", "json");
        Assert.Equal(ExitCode.Findings, outcome.Code);
        var finding = outcome.Json.GetProperty("findings").EnumerateArray().First(f => f.GetProperty("rule").GetString() == "eight-bit");
        Assert.Equal("high", finding.GetProperty("severity").GetString());
        Assert.Equal(8, finding.GetProperty("evidence").GetProperty("sum_bits").GetProperty("value").GetDouble());
        Assert.Equal("bit", finding.GetProperty("evidence").GetProperty("needed_bits").GetProperty("unit").GetString());
        Assert.Equal(0, finding.GetProperty("evidence").GetProperty("overflowed_at_32_bits").GetProperty("value").GetDouble());
        Assert.Equal("units/array/rates/int8/int8", finding.GetProperty("location").GetString());
        Assert.NotEmpty(finding.GetProperty("message").GetString()!);
        Assert.NotEmpty(finding.GetProperty("hint").GetString()!);
    }

    [Theory]
    [InlineData("good", "low", ExitCode.Fine)]
    [InlineData("scalar-cores", "low", ExitCode.Findings)]
    [InlineData("scalar-cores", "high", ExitCode.Fine)]
    [InlineData("too-early", "high", ExitCode.Findings)]
    public void The_exit_code_tells_findings_that_are_severe_enough(string machine, string failOn, int code)
        => Assert.Equal(code, Outcome.Of("review", Sample(machine), "--fail-on", failOn).Code);

    private static readonly Lazy<JsonSchema> s_sarif = new(() => new(
        JsonDocument.Parse(File.ReadAllText(Repository.File("tests/Ridgeline.Cli.Tests/Data/sarif-2.1.0-rtm.5.json"))).RootElement));

    [Fact]
    public void The_schema_of_sarif_finds_what_is_wrong()
    {
        Assert.NotEmpty(s_sarif.Value.Problems(JsonDocument.Parse("{}").RootElement));
        Assert.NotEmpty(s_sarif.Value.Problems(JsonDocument.Parse("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":7}}}]}").RootElement));
        Assert.NotEmpty(s_sarif.Value.Problems(JsonDocument.Parse("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},\"extra\":1}]}")
            .RootElement));
        Assert.Empty(s_sarif.Value.Problems(JsonDocument.Parse("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}}}]}").RootElement));
    }

    [Fact]
    public void Sarif_is_what_its_official_schema_allows()
    {
        string[] all = [.. Directory.GetFiles(Repository.File("samples/bad-hardware"), "*.yaml")];
        Outcome.Of(["review", .. all, Silenced(), "h100-sxm", "--save", _scratch["a.sarif"]]);
        var log = JsonDocument.Parse(File.ReadAllText(_scratch["a.sarif"])).RootElement;
        Assert.Empty(s_sarif.Value.Problems(log));
        Assert.Equal(10, log.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(r => r.GetProperty("ruleId").GetString()).Distinct()
            .Count());
    }

    [Fact]
    public void Sarif_names_rules_places_and_suppressions()
    {
        Outcome.Of("review", Sample("int8-sums"), Silenced(), "--save", _scratch["a.sarif"]);
        var log = JsonDocument.Parse(File.ReadAllText(_scratch["a.sarif"])).RootElement;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray().ToArray());
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("ridgeline", driver.GetProperty("name").GetString());
        var rules = driver.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()!).ToArray();
        Assert.Equal(10, rules.Distinct().Count());
        var results = run.GetProperty("results").EnumerateArray().ToArray();
        Assert.NotEmpty(results);
        foreach (var result in results)
        {
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()]);
            Assert.Contains(result.GetProperty("level").GetString(), new[] { "none", "note", "warning", "error" });
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            Assert.True(Uri.TryCreate(place, UriKind.RelativeOrAbsolute, out _));
        }
        var suppressed = results.Where(r => r.TryGetProperty("suppressions", out _)).ToArray();
        Assert.Equal("inSource", Assert.Single(suppressed).GetProperty("suppressions")[0].GetProperty("kind").GetString());
        Assert.Equal("a teaching chip", suppressed[0].GetProperty("suppressions")[0].GetProperty("justification").GetString());
    }

    [Fact]
    public void A_suppression_in_the_file_needs_a_reason()
    {
        File.WriteAllText(_scratch["x.yaml"], File.ReadAllText(Sample("scalar-cores")) + "  suppress:\n    - { rule: no-complexity }\n");
        var outcome = Outcome.Of("review", _scratch["x.yaml"]);
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Contains("MACH107", outcome.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_can_be_named_and_pages_written()
    {
        var outcome = Outcome.Of("review", "h100-sxm", "edgetpu", "--workload", "zoo:lenet,zoo:squeezenet1.1", "--for-use", "edge", "--save",
            _scratch["a.html"], "--save", _scratch["a.csv"],
            "-o", "json");
        Assert.Equal(["zoo:lenet (batch 1)", "zoo:squeezenet1.1 (batch 1)"],
            outcome.Json.GetProperty("machines")[0].GetProperty("networks").EnumerateArray().Select(n => n.GetString()!));
        var scores = outcome.Json.GetProperty("scores").EnumerateArray().ToArray();
        Assert.Equal("edgetpu", scores[0].GetProperty("machine").GetString());
        Assert.Equal(9, scores[0].GetProperty("modules").EnumerateObject().Count());
        SaveTests.AssertWellFormed(File.ReadAllText(_scratch["a.html"]));
    }

    [Fact]
    public void Explain_knows_the_rules_and_computes_the_widths()
    {
        Assert.Contains("## Why it is bad", Outcome.Fine("explain", "hammering-dram").Out, StringComparison.Ordinal);
        Assert.Contains("\nlayer4.0.conv2 ", Outcome.Fine("explain", "eight-bit").Out, StringComparison.Ordinal);
        Assert.Contains("did you mean 'one-chip'?", Outcome.Of("explain", "one-chop").Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_the_users_to_change()
    {
        string[] command = ["review", "edgetpu", "h100-sxm", "--for-use", "edge", "-o", "json", "--fail-on", "high"];
        var (usual, other) = (Outcome.Of(command), Outcome.Of([.. command, "--weight", "power=0", "--weight", "efficiency=0", "--weight", "fp32_rate=50"]));
        Assert.Equal("edgetpu", usual.Json.GetProperty("scores")[0].GetProperty("machine").GetString());
        Assert.Equal("h100-sxm", other.Json.GetProperty("scores")[0].GetProperty("machine").GetString());
        var needs = other.Json.GetProperty("scores")[0].GetProperty("needs").EnumerateArray().ToDictionary(n => n.GetProperty("need").GetString()!, n
            => n.GetProperty("weight").GetDouble());
        Assert.Equal(50, needs["fp32_rate"]);
        Assert.DoesNotContain("power", needs.Keys);
    }

    [Fact]
    public void A_study_ends_with_findings()
    {
        var outcome = Outcome.Of("study", "--on", "tpuv1", "-o", "json", "--save", _scratch["s.html"]);
        var findings = outcome.Json.GetProperty("findings").EnumerateArray().ToArray();
        Assert.Contains(findings, f => f.GetProperty("rule").GetString() == "only-cnns" && f.GetProperty("machine").GetString() == "tpuv1");
        Assert.Contains("Findings of ten rules", File.ReadAllText(_scratch["s.html"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("did you mean 'power'?", "review", "t4", "--for-use", "edge", "--weight", "powr=1")]
    [InlineData("write NEED=NUMBER", "review", "t4", "--for-use", "edge", "--weight", "power=-1")]
    [InlineData("did you mean 'edge'?", "review", "t4", "--suite", "egde")]
    [InlineData("end it in", "review", "t4", "--save", "a.pdf")]
    [InlineData("MACH100", "review", "t44")]
    public void What_cannot_be_asked_is_told(string hint, params string[] args)
    {
        var outcome = Outcome.Of(args);
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Contains(hint, outcome.Notes, StringComparison.Ordinal);
    }

    private static string Sample(string name) => Repository.File($"samples/bad-hardware/{name}.yaml");

    private string Silenced()
    {
        File.WriteAllText(_scratch["silenced.yaml"], File.ReadAllText(Sample("narrow-vectors")) + "  suppress:\n    - { rule: no-complexity, reason: a "
            + "teaching chip }\n");
        return _scratch["silenced.yaml"];
    }
}
