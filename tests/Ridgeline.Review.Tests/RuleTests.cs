using System.Reflection;
using Ridgeline.Review.Pages;

namespace Ridgeline.Review.Tests;

/// <summary>Each rule speaks on machines that break it and is silent on those that do not.</summary>
public sealed class RuleTests
{
    private static readonly Dictionary<string, string[]> s_broken = new()
    {
        ["one-chip"] = ["int8-for-all", "half-sums", "small-trainer"],
        ["only-cnns"] = ["vision-1", "vision-2", "vision-3"],
        ["hammering-dram"] = ["no-memory", "thin-cache", "edge-dram"],
        ["regular-only"] = ["array-only", "wide-array", "two-arrays"],
        ["network-of-the-moment"] = ["vgg-chip", "huge-array", "edge-array"],
        ["eight-bit"] = ["int8-sums", "int16-sums", "int4-sums"],
        ["latency-throughput"] = ["big-batch", "slow-start", "batch-edge"],
        ["no-complexity"] = ["scalar-cores", "narrow-vectors", "edge-dsp"],
        ["unproven-technology"] = ["optical", "no-sources", "too-early"],
        ["software"] = ["array-only", "sealed", "int8-for-all"],
    };

    public static TheoryData<string, string> Broken => [.. s_broken.SelectMany(r => r.Value.Select(name => (r.Key, name)))];

    public static TheoryData<string> Rules => [.. Reviewer.Rules];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_machine_that_breaks_a_rule_is_told(string rule, string name)
    {
        var findings = Sample.Review(Sample.Read(name)).Findings;
        var finding = findings.FirstOrDefault(f => f.Rule == rule);
        Assert.True(finding is not null, string.Join(", ", findings.Select(f => f.Rule)));
        Assert.NotEmpty(finding.Evidence);
        Assert.All(finding.Evidence, e => Assert.True(double.IsFinite(e.Value), e.Name));
        Assert.Equal(finding.Evidence.Count, finding.Evidence.Select(e => e.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_has_three_machines_that_break_it(string rule) => Assert.Equal(3, s_broken[rule].Distinct().Count());

    // The smaller part of what is lost is low, half a power of ten medium, a power of ten high.
    [Theory]
    [InlineData(1.99, null)]
    [InlineData(2, Severity.Low)]
    [InlineData(3.17, Severity.Medium)]
    [InlineData(10, Severity.High)]
    public void One_scale_holds_for_all_losses(double factor, Severity? severity) => Assert.Equal(severity, Loss.Of(factor));

    [Fact]
    public void No_rule_has_a_threshold_of_its_own_beside_the_scale()
    {
        // What a rule holds numbers against: physical sizes and stated definitions.
        HashSet<string> defined = ["TrainingBatch", "LeastSumBits", "LeastFactorBits", "MostFactorBits", "FloatBits", "LeastSpecial", "SparseSpeed",
            "PackedBits", "Seed"];
        var rules = typeof(Reviewer).Assembly.GetTypes().Where(t => t.Namespace == "Ridgeline.Review.Rules");
        var constants = rules.SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(f => f.IsLiteral && f.FieldType != typeof(string)).Select(f => f.Name);
        Assert.Empty(constants.Except(defined));
    }

    [Theory]
    [InlineData("good")]
    [InlineData("good-edge")]
    public void A_good_design_passes_clean(string name) => Assert.Equal([], Sample.Review(Sample.Read(name)).Findings.Select(f => $"{f.Rule}: {f.Message}"));

    [Fact]
    public void A_rule_is_no_keyword()
    {
        var machine = Sample.Read("scalar-cores");
        var renamed = machine with { Name = "x", Title = "x", Vendor = "x", Notes = null, Units = [.. machine.Units.Select(u => u with { Name = "x" })] };
        Assert.Equal(Sample.Review(machine).Findings.Select(f => f.Rule), Sample.Review(renamed).Findings.Select(f => f.Rule));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_a_page_with_all_its_parts(string rule)
    {
        var page = RulePage.Find(rule)!;
        foreach (var part in new[] { "What it checks", "Why it is bad", "Example", "What to do", "Reference" }) Assert.Contains($"## {part}\n", page.Text,
            StringComparison.Ordinal);
        Assert.Contains($"`{rule}`", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suppression_moves_a_finding_and_one_of_nothing_is_told()
    {
        var machine = Sample.Read("scalar-cores");
        var known = machine with
        {
            Review = machine.Review with { Suppressed = [new("no-complexity", "a teaching chip"), new("eight-bit", "no need"), new("nonsense", "?")] },
        };
        var review = Sample.Review(known);
        Assert.Equal("a teaching chip", Assert.Single(review.Suppressed).Reason);
        Assert.DoesNotContain("no-complexity", review.Findings.Select(f => f.Rule));
        Assert.Equal(2, review.Notes.Count);
    }
}
