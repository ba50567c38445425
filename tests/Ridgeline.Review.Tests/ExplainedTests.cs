using System.Text.RegularExpressions;
using Ridgeline.Machines;
using Ridgeline.Review.Pages;

namespace Ridgeline.Review.Tests;

/// <summary>docs/review.md tells what rules say of known machines and why: what they say is computed anew, why is ours and must be there.</summary>
public sealed class ExplainedTests
{
    private static readonly bool s_update = Environment.GetEnvironmentVariable("RIDGELINE_UPDATE_DOCS") == "1";
    private static readonly Regex s_table = new(
        @"(?<=\| machine \| uses \| rule \| it says \| why it speaks \|\n\|---\|---\|---\|---\|---\|\n)(?<rows>(?:\|.*\n)+)");

    // The host is a survey of the two-core machine that Ridgeline was developed on.
    private static readonly string[] s_machines = ["h100-sxm", "a100-80", "tpuv4", "host", "tpuv1", "ryzen5950x", "edgetpu", "a17pro"];

    [Fact]
    public void Every_finding_of_known_machines_is_on_the_page_and_explained()
    {
        var file = Path.Combine(Sample.Root, "docs", "review.md");
        var page = File.ReadAllText(file);
        var old = s_table.Match(page).Groups["rows"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(r => r.Trim('|').Split('|',
            StringSplitOptions.TrimEntries))
            .GroupBy(c => (Machine: c[0], Rule: c[2])).ToDictionary(g => g.Key, g => g.First()[^1]);
        var rows = s_machines.SelectMany(Rows).Select(r => $"| {r.Machine} | {r.Uses} | {r.Rule} | {r.Says} | "
            + $"{old.GetValueOrDefault((r.Machine, r.Rule), "?")} |\n").ToList();
        var now = s_table.Replace(page, _ => string.Concat(rows));
        if (s_update) File.WriteAllText(file, now);
        Assert.True(now == page, "docs/review.md tells other findings than the rules: run the tests once with RIDGELINE_UPDATE_DOCS=1 and explain what is new");
        Assert.DoesNotContain("| ? |", now, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Machine, string Uses, string Rule, string Says)> Rows(string name)
    {
        var review = Sample.Review(name == "host" ? Sample.Read("../host") : MachineCatalog.Find(name)!);
        var uses = string.Join(", ", review.Uses);
        return review.Findings.Count == 0 ? [(name, uses, "none", "nothing")]
            : review.Findings.Select(f => (name, uses, $"`{f.Rule}`", $"{ReviewTables.Word(f.Severity)}: {f.Message}"));
    }
}
