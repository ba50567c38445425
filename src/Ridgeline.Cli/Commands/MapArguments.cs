using System.CommandLine;
using System.Globalization;
using Ridgeline.Accelerators.LoopNests.Presets;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Cli.Options;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say what to map onto what, and how to search.</summary>
internal sealed class MapArguments
{
    private readonly Option<string[]> _timeloop = new("--timeloop")
    {
        HelpName = "FILE", Arity = ArgumentArity.OneOrMore,
        Description = "Timeloop's YAML: architecture, problem, mapping or constraints, ERT; several with commas",
    };

    private readonly Option<string?> _on = new("--on")
    {
        HelpName = "ACCELERATOR", Description = "An accelerator: " + string.Join(", ", NestPresets.Names) + ", or a path to a .yaml file",
    };

    private readonly Option<long?> _batch = Valued.Option<long>("--batch", "N", "The number of examples run at once", Valued.Whole, "-b");
    private readonly Option<Dictionary<string, long>> _set = Valued.Numbers("--set", "Give a symbolic dimension a number, such as seq=128; may be repeated");
    private readonly Choice<NestObjective> _objective = new("--objective", "What a search makes small [default: energy-delay]");
    private readonly Option<ulong?> _seed = Valued.Option<ulong>("--seed", "N", "Where chance begins in a search", Valued.Seed);
    private readonly Option<long?> _threads = Valued.Option<long>("--threads", "N", "Threads of a search; the result does not depend on them", Valued.Whole, "-t");
    private readonly Option<long?> _effort = Valued.Option<long>("--effort", "N", "How much longer to search than usual", Valued.Whole);
    private readonly Option<double?> _limit = Valued.Option<double>("--time-limit", "S", "Stop searching after so many seconds, a whole network included", Seconds);

    private readonly Option<bool> _prove = new("--prove") { Description = "Search on until no mapping can be better, however long it takes" };
    private readonly Option<bool> _training = new("--training") { Description = "Map a training step: forward and backward" };
    private readonly Option<bool> _imperfect = new("--imperfect")
    {
        Description = "Of Timeloop's problems, try mappings, too, whose factors do not divide (networks always do)",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _on, _batch, _set, _training, _timeloop, _imperfect, _objective, _seed, _threads, _effort, _prove, _limit })
            command.Add(option);
    }

    public bool Trains(ParseResult parsed) => parsed.GetValue(_training);

    public string? On(ParseResult parsed) => parsed.GetValue(_on);

    public long? Batch(ParseResult parsed) => parsed.GetValue(_batch);

    public Dictionary<string, long> Set(ParseResult parsed) => parsed.GetValue(_set) ?? [];

    public IReadOnlyList<string> Timeloop(ParseResult parsed)
        => [.. (parsed.GetValue(_timeloop) ?? []).SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public NestSearchOptions Search(ParseResult parsed, NestObjective usual, IProgress<double>? progress)
    {
        var plain = new NestSearchOptions();
        var effort = (int)Math.Min(1_000_000, parsed.GetValue(_effort) ?? 1);
        return plain with
        {
            Objective = _objective.Of(parsed) ?? usual, Seed = parsed.GetValue(_seed) ?? plain.Seed,
            Threads = (int)Math.Min(1024, parsed.GetValue(_threads) ?? 0),
            Walks = plain.Walks * effort, Imperfect = parsed.GetValue(_imperfect), ProofSteps = parsed.GetValue(_prove) ? long.MaxValue : plain.ProofSteps * effort,
            TimeLimit = parsed.GetValue(_limit) is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Progress = progress,
        };
    }

    private static string? Seconds(string text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is > 0 and < 1e6
            ? null : $"cannot be '{text}'\nseconds, such as 10";
}
