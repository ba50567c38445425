using Ridgeline.Reports.Tables;
using Ridgeline.Review.Pages;

namespace Ridgeline.Review;

/// <summary>The findings with which a study ends: all rules, on the machines that it compared and the network that it studied.</summary>
public static class StudyFindings
{
    /// <summary>A row a finding, machine by machine, worst first; no rows if all is well.</summary>
    public static ReportTable Table(IReadOnlyList<MachineReview> reviews) => new("Findings ('ridgeline review MACHINE' holds it against the networks "
        + "of its uses, "
        + "'explain RULE' says why)",
        [new("Machine", "machine", false), new("Severity", "severity", false), new("Rule", "rule", false), new("What", "message", false)],
        [.. reviews.SelectMany(r => r.Findings.Select(f => new[]
        {
            Cell.Of(r.Machine.Name), Cell.Of(ReviewTables.Word(f.Severity)), Cell.Of(f.Rule), Cell.Of(f.Message),
        }))]);

    /// <summary>Writes what matters: findings of high severity as sentences, how many others there are, and machines without any.</summary>
    public static void Write(IReadOnlyList<MachineReview> reviews, TextWriter to)
    {
        if (reviews.Count == 0) return;
        to.Write("Findings of ten rules ('ridgeline explain RULE' says why; the page and -o json have all)\n\n");
        foreach (var review in reviews)
        {
            var high = review.Findings.Where(f => f.Severity == Severity.High).ToList();
            var others = review.Findings.Except(high).Select(f => f.Rule).Distinct().ToList();
            var rest = others.Count == 0 ? "" : $"{(high.Count > 0 ? "also " : "")}{string.Join(", ", others)}";
            to.Write($"* {review.Machine.Name}: {(review.Findings.Count == 0 ? "none" : high.Count == 0 ? $"low or medium: {rest}" : "")}");
            foreach (var finding in high) to.Write($"{finding.Rule}: {finding.Message}; ");
            to.Write(high.Count > 0 ? $"{(rest.Length > 0 ? rest : "nothing else")}\n" : "\n");
        }
        to.Write('\n');
    }
}
