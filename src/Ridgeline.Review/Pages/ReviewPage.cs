using Ridgeline.Reports.Html;
using Ridgeline.Reports.Tables;
using Ridgeline.Review.Uses;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Pages;

/// <summary>Reviews as a page of text, or as one for the browser.</summary>
public static class ReviewPage
{
    // A longer list is folded away until it is asked for.
    private const int MostOpenRows = 40;

    /// <summary>Writes the findings of each machine as sentences, and the accumulators that layers need where a sum is too narrow.</summary>
    public static void Write(IReadOnlyList<MachineReview> reviews, NetworkShelf shelf, Action<ReportTable, TextWriter> table, TextWriter to)
    {
        foreach (var review in reviews)
        {
            to.Write($"{Heading(review)}\n\n");
            foreach (var note in review.Notes) to.Write($"note: {note}\n");
            foreach (var finding in review.Findings) Write(finding, to);
            foreach (var known in review.Suppressed) to.Write($"suppressed {known.Rule}: {known.Reason}\n  {known.Message}\n\n");
            if (review.Findings.Count == 0) to.Write("no findings\n\n");
        }
        if (reviews.Any(r => r.Findings.Any(f => f.Rule == "eight-bit"))) table(ReviewTables.Accumulators(shelf), to);
    }

    /// <summary>Writes a ranking, and what it rests on.</summary>
    public static void Write(IReadOnlyList<UseScore> scores, Action<ReportTable, TextWriter> table, TextWriter to)
    {
        table(ReviewTables.Ranking(scores), to);
        to.Write('\n');
        table(ReviewTables.Modules(scores), to);
        to.Write('\n');
    }

    /// <summary>All of it as one self-contained page.</summary>
    public static string Html(IReadOnlyList<MachineReview> reviews, IReadOnlyList<UseScore> scores, NetworkShelf shelf)
    {
        var page = new HtmlPage("Review", "Written by ridgeline. Every number is a prediction or a count: docs/review.md says how each rule is checked.");
        page.Heading("Ten ways to make bad hardware, checked", string.Join("; ", reviews.Select(r => r.Machine.Title)));
        page.Figures(Enum.GetValues<Severity>().Reverse().Select(s => ($"{reviews.Sum(r => r.Findings.Count(f => f.Severity == s))}",
            $"findings of {ReviewTables.Word(s)} severity")));
        if (scores.Count > 0)
        {
            page.Section($"Fit for the use: {scores[0].Use.Title.ToLowerInvariant()}");
            page.Table(ReviewTables.Ranking(scores));
            page.Table(ReviewTables.Modules(scores));
            page.Table(ReviewTables.Needs(scores), folded: true);
        }
        if (reviews.Count > 1) page.Picture(ReviewPictures.Findings(reviews));
        foreach (var review in reviews) Add(page, review);
        if (reviews.Any(r => r.Findings.Any(f => f.Rule == "eight-bit")))
        {
            page.Section("Sums of 8-bit products");
            page.Picture(ReviewPictures.Accumulators(shelf));
            page.Table(ReviewTables.Accumulators(shelf), folded: true);
        }
        return page.ToString();
    }

    /// <summary>Adds the findings with which a study ends to its page.</summary>
    public static void Add(HtmlPage page, IReadOnlyList<MachineReview> reviews)
    {
        page.Section("Findings");
        page.Paragraph("Ten rules, each computed from predictions and simulations: of this network where a rule asks for a workload, else of the "
            + "networks that the "
            + "rule brings. 'ridgeline review MACHINE --save review.html' shows what each rests on, 'ridgeline explain RULE' why it matters.");
        page.Picture(ReviewPictures.Findings(reviews));
        var all = StudyFindings.Table(reviews);
        page.Table(all, folded: all.Rows.Count > MostOpenRows);
    }

    private static string Heading(MachineReview review) => $"{review.Machine.Title} for {string.Join(", ", review.Uses)}: "
        + $"{review.Findings.Count} {(review.Findings.Count == 1 ? "finding" : "findings")} on {string.Join(", ", review.Networks)}";

    private static void Write(Finding finding, TextWriter to)
    {
        to.Write($"{ReviewTables.Word(finding.Severity)} {finding.Rule} at {finding.Location}\n  {finding.Message}\n");
        to.Write($"  evidence: {string.Join("; ", finding.Evidence.Select(ReviewTables.Text))}\n  hint: {finding.Hint}\n\n");
    }

    private static void Add(HtmlPage page, MachineReview review)
    {
        page.Section(review.Machine.Title);
        page.Paragraph($"{Heading(review)}.");
        if (review.Notes.Count > 0) page.Notes(review.Notes);
        if (review.Findings.Count == 0) page.Paragraph("No findings.");
        page.Picture(ReviewPictures.Mix(review));
        page.Picture(ReviewPictures.Years(review));
        foreach (var finding in review.Findings)
        {
            page.Warning([$"{ReviewTables.Word(finding.Severity)}: {RulePage.Find(finding.Rule)!.Title}"]);
            page.Paragraph($"{finding.Message}. What to do: {finding.Hint}.");
            if (ReviewPictures.Evidence(review, finding) is { } picture) page.Picture(picture);
            page.Table(ReviewTables.Evidence(finding), folded: true);
        }
        foreach (var known in review.Suppressed) page.Paragraph($"Suppressed: {known.Rule}, because {known.Reason}");
    }
}
