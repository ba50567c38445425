using System.CommandLine;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Words;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline explain TERM</c>: what a word means, with its unit.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var term = new Argument<string[]>("TERM") { Description = "A word, such as working set; without one, all words", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("explain", "What a metric or a word means") { term };
        command.SetAction(parsed =>
        {
            var asked = string.Join(' ', parsed.GetValue(term) ?? []);
            if (asked.Length == 0)
            {
                foreach (var entry in Glossary.Entries) terminal.Out.WriteLine(entry.Term);
                return ExitCode.Fine;
            }
            var found = Glossary.Find(asked) ?? throw new DiagnosticException(Diagnostic.Error("CLI106", $"the glossary has no word '{asked}'", hint: Hint(asked)));
            terminal.Out.WriteLine($"{found.Term}\n\n{found.Text}");
            return ExitCode.Fine;
        });
        return command;
    }

    private static string Hint(string asked) =>
        Suggestion.Closest(asked, Glossary.Entries.SelectMany(e => e.Names)) is { } closest ? $"did you mean '{closest}'?" : "'ridgeline explain' lists all words";
}
