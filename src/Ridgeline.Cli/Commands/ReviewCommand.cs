using System.CommandLine;
using System.Globalization;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Review;
using Ridgeline.Review.Uses;
using Ridgeline.Review.Workloads;
using Severity = Ridgeline.Review.Severity;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline review MACHINE...</c>: the ten ways to make bad deep-learning hardware, checked, and how well machines serve a use.</summary>
internal static class ReviewCommand
{
    public static Command Create(Terminal terminal)
    {
        var names = Named.Argument<string[]>("MACHINE", "Names of the catalogue, .yaml files, or host: the machine that this runs on", ArgumentArity.OneOrMore);
        var workload = new Option<string[]>("--workload")
        {
            HelpName = "NETWORK", Arity = ArgumentArity.OneOrMore, Description = "Hold machines against these networks; several with commas",
        };
        var suite = Use("--suite", "Hold machines against the networks of a use; by itself of the uses that a machine's file names, or its numbers allow");
        var use = Use("--for-use", "Also score and rank machines for a use");
        var weights = Weights();
        var failOn = new Choice<Severity>("--fail-on", "Exit with 1 if a finding is at least so severe", Severity.Low);
        var output = new ReviewOutput();
        var command = new Command("review", "The ten ways to make bad hardware, checked; and how well machines serve a use") { names, workload, suite, use,
            weights, failOn };
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            output.Check(parsed);
            var diagnostics = new DiagnosticBag();
            var machines = parsed.GetValue(names)!.SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries))
                .Select(n => (Name: n, Machine: MachineSource.Open(n, terminal, diagnostics))).ToList();
            diagnostics.ThrowIfErrors();
            var shelf = new NetworkShelf();
            using var networks = new ReviewNetworks(shelf, parsed.GetValue(workload) ?? []);
            var (asked, wanted) = (parsed.GetValue(suite), parsed.GetValue(use));
            UseProfile[] uses = [.. new[] { asked, wanted }.OfType<string>().Distinct().Select(n => UseProfiles.Find(n)!)];
            var reviewer = new Reviewer(shelf);
            var reviews = machines.Select(m => reviewer.Review(m.Machine!, m.Name, uses, networks.All)).ToList();
            var scores = wanted is null ? [] : UseScore.Rank(UseProfiles.Find(wanted)!.Weighted(Given(parsed.GetValue(weights) ?? [])),
                [.. machines.Select(m => m.Machine!)], shelf);
            output.Write(reviews, scores, shelf, parsed, terminal);
            var least = failOn.Of(parsed) ?? Severity.Low;
            return reviews.Any(r => r.Findings.Any(f => f.Severity >= least)) ? ExitCode.Findings : ExitCode.Fine;
        });
        return command;
    }

    private static Option<string[]> Weights()
    {
        var option = new Option<string[]>("--weight")
        {
            HelpName = "NEED=NUMBER", Arity = ArgumentArity.OneOrMore, Description = "With --for-use: another weight for a need, 0 leaves it out; may "
                + "be repeated",
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => Weight(t.Value) is null))
            {
                var need = token.Value.Split('=')[0];
                var meant = !Measures.Names.Contains(need) && Suggestion.Closest(need, Measures.Names) is { } close ? $"did you mean '{close}'? " : "";
                result.AddError($"--weight cannot be '{token.Value}'\n{meant}write NEED=NUMBER, such as power=3; needs are "
                    + $"{string.Join(", ", Measures.Names)}");
            }
        });
        return option;
    }

    private static (string Need, double Weight)? Weight(string text) => text.Split('=') is [var need, var number] && Measures.Names.Contains(need)
        && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && weight is >= 0 and <= 1e6 ? (need, weight) : null;

    // The last of two for one need holds.
    private static Dictionary<string, double> Given(IEnumerable<string> texts)
    {
        var given = new Dictionary<string, double>();
        foreach (var (need, weight) in texts.Select(t => Weight(t)!.Value)) given[need] = weight;
        return given;
    }

    private static Option<string?> Use(string name, string description)
    {
        var option = new Option<string?>(name) { HelpName = string.Join('|', UseProfiles.Names), Description = description };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => UseProfiles.Find(t.Value) is null))
            {
                var meant = Suggestion.Closest(token.Value, UseProfiles.Names) is { } close ? $"did you mean '{close}'? " : "";
                result.AddError($"{name} cannot be '{token.Value}'\n{meant}it is one of: {string.Join(", ", UseProfiles.Names)}");
            }
        });
        return option;
    }
}
