using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Tables;
using Ridgeline.Reports.Words;
using Ridgeline.Review;
using Ridgeline.Review.Pages;
using Ridgeline.Review.Workloads;
using Ridgeline.Trends;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline explain TERM</c>: what a word means, with its unit; a topic is computed.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var term = Named.Argument<string[]>("TERM", $"A word, such as working set, a rule of review, or a topic: {ExplainEnergy.Topic}, "
            + $"{LectureTimings.Topic}; without one, all words",
            ArgumentArity.ZeroOrMore);
        var format = FormatOption.Create();
        var energy = new ExplainEnergy();
        var command = new Command("explain", "What a metric or a word means; 'explain energy': where the joules of a multiply-add go") { term, format };
        energy.AddTo(command);
        command.SetAction(parsed =>
        {
            var asked = string.Join(' ', parsed.GetValue(term) ?? []);
            var chosen = FormatOption.Of(format, parsed);
            if (asked.Equals(ExplainEnergy.Topic, StringComparison.OrdinalIgnoreCase)) energy.Write(parsed, chosen, terminal);
            else if (energy.IsAsked(parsed)) throw Misplaced();
            else if (asked.Length == 0) All(chosen, terminal);
            else if (asked.Equals(LectureTimings.Topic, StringComparison.OrdinalIgnoreCase)) Timings(chosen, terminal);
            else if (RulePage.Find(asked) is { } rule) Rule(rule, chosen, terminal);
            else One(Find(asked), chosen, terminal);
            return ExitCode.Fine;
        });
        return command;
    }

    private static DiagnosticException Misplaced() => new(Diagnostic.Error("CLI115", "--node, --on and --save belong to a topic, and a word has none of them",
        hint: $"ridgeline explain {ExplainEnergy.Topic} --node 7nm"));

    private static GlossaryEntry Find(string asked) => Glossary.Find(asked) ?? throw new DiagnosticException(Diagnostic.Error(
        "CLI106", $"the glossary has no word '{asked}'",
        hint: (Glossary.Closest(asked) ?? Suggestion.Closest(asked, Reviewer.Rules)) is { } closest ? $"did you mean '{closest}'?"
            : "'ridgeline explain' lists all words"));

    private static void All(OutputFormat format, Terminal terminal)
    {
        if (format != OutputFormat.Table) TableOutput.Write(Table(Glossary.Entries), format, terminal);
        else foreach (var entry in Glossary.Entries) terminal.Out.Write($"{entry.Term}\n");
        if (format == OutputFormat.Table)
            terminal.Out.Write($"\nTopics, computed: {ExplainEnergy.Topic}, {LectureTimings.Topic}\nRules of 'ridgeline review': "
                + $"{string.Join(", ", Reviewer.Rules)}\n");
    }

    private static void Timings(OutputFormat format, Terminal terminal)
    {
        if (format == OutputFormat.Table)
        {
            foreach (var sentence in LectureTimings.Sentences) terminal.Out.Write($"{sentence}\n\n");
        }
        TableOutput.Write(LectureTimings.Table(), format, terminal);
    }

    private static void One(GlossaryEntry entry, OutputFormat format, Terminal terminal)
    {
        if (format != OutputFormat.Table) TableOutput.Write(Table([entry]), format, terminal);
        else terminal.Out.Write($"{entry.Term}\n\n{entry.Text}\n");
    }

    // What a sum needs is computed, and shown where it is explained.
    private static void Rule(RulePage page, OutputFormat format, Terminal terminal)
    {
        if (format is OutputFormat.Table or OutputFormat.Md) terminal.Out.Write($"# {page.Title}\n\n{page.Text}\n");
        else TableOutput.Write(Table([new(page.Rule, [], page.Text)]), format, terminal);
        if (page.Rule != "eight-bit" || format is not (OutputFormat.Table or OutputFormat.Md)) return;
        terminal.Out.Write('\n');
        TableOutput.Write(ReviewTables.Accumulators(new NetworkShelf()), format, terminal);
    }

    private static ReportTable Table(IEnumerable<GlossaryEntry> entries) => new("", [new("Word", "word", false), new("Meaning", "meaning", false)],
        [.. entries.Select(e => new[] { Cell.Of(e.Term), Cell.Of(e.Text) })]);
}
