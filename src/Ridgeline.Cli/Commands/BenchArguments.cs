using System.CommandLine;
using System.Globalization;
using Ridgeline.Cli.Options;
using Ridgeline.Quantities;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say what to measure.</summary>
internal sealed class BenchArguments
{
    private const string Ort = "ort";

    private readonly Option<long[]?> _batches = Several("--batch", "The number of examples of one run; several with commas", "-b");
    private readonly Option<long[]?> _threads = Several("--threads", "The number of threads of one run; several with commas", "-t");
    private readonly Option<Dictionary<string, long>> _set = Valued.Numbers("--set", "Give a symbolic dimension a number, such as seq=128; may be repeated");
    private readonly Choice<Scenario> _scenario = new("--scenario", "How requests come: MLPerf's scenarios", Scenario.SingleStream);
    private readonly Option<double?> _seconds = Valued.Option<double>("--seconds", "S", "For how long each row is measured; 2 if not said", Positive);
    private readonly Option<double?> _warmUp = Valued.Option<double>("--warmup", "S", "For how long it runs before; 0.5 if not said", NotNegative);
    private readonly Option<double?> _latency = Valued.Option<double>("--latency", "TIME", "Of a server: the bound that 99 of 100 requests keep, such as 15ms", Time);
    private readonly Option<double?> _rate = Valued.Option<double>("--rate", "R/s", "Of a server: requests that arrive a second; searched for if not said", Positive);
    private readonly Option<long?> _concurrency = Valued.Option<long>("--concurrency", "N", "Runs beside each other, each on its own threads", Valued.Whole);
    private readonly Option<long?> _samples = Valued.Option<long>("--samples", "N", "Of a multi stream: samples of one request; 8 if not said", Valued.Whole);
    private readonly Option<string?> _against = new("--against")
    {
        HelpName = "ort[=PATH]", Description = "Run ONNX Runtime in turn: its library, or a folder with it; also in RIDGELINE_ORT or artifacts/ort",
    };

    private readonly Choice<Contender> _once = new("--once", "Only run it once here, and tell in JSON how long that took from opening the file, and the memory");

    public BenchArguments() => _against.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(t => t.Value != Ort && !t.Value.StartsWith(Ort + "=", StringComparison.Ordinal)))
        {
            result.AddError($"--against cannot be '{token.Value}'\nwrite --against ort, or --against ort=PATH");
        }
    });

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _batches, _threads, _set, _scenario, _seconds, _warmUp, _latency, _rate, _concurrency, _samples,
            _against, _once }) command.Add(option);
    }

    /// <summary>The batches; null is that of the network.</summary>
    public IReadOnlyList<long?> Batches(ParseResult parsed) => parsed.GetValue(_batches) is { Length: > 0 } given ? [.. given.Select(b => (long?)b)] : [null];

    /// <summary>The numbers of threads.</summary>
    public IReadOnlyList<int> Threads(ParseResult parsed) => parsed.GetValue(_threads) is { Length: > 0 } given
        ? [.. given.Select(t => (int)Math.Min(t, 1024))] : [Environment.ProcessorCount];

    public Dictionary<string, long> Sizes(ParseResult parsed) => parsed.GetValue(_set) ?? [];

    public double WarmUp(ParseResult parsed) => parsed.GetValue(_warmUp) ?? 0.5;

    public int Concurrency(ParseResult parsed) => (int)Math.Min(parsed.GetValue(_concurrency) ?? 1, 1024);

    public ScenarioOptions Options(ParseResult parsed) => new()
    {
        Scenario = _scenario.Of(parsed) ?? Scenario.SingleStream, Seconds = parsed.GetValue(_seconds) ?? 2, Latency = parsed.GetValue(_latency) ?? 0.1,
        Rate = parsed.GetValue(_rate), SamplesPerRequest = (int)Math.Min(parsed.GetValue(_samples) ?? 8, 1 << 20),
    };

    /// <summary>Who is to run only once; null for a whole measurement.</summary>
    public Contender? Once(ParseResult parsed) => _once.Of(parsed);

    /// <summary>Whether ONNX Runtime is to run in turn, and where its library is said to be.</summary>
    public (bool Asked, string? Path) Against(ParseResult parsed)
        => parsed.GetValue(_against) is { } text ? (true, text.Length > Ort.Length ? text[(Ort.Length + 1)..] : null) : (false, null);

    private static Option<long[]?> Several(string name, string description, string alias) => new(name, alias)
    {
        Description = description, HelpName = "N,...",
        CustomParser = result =>
        {
            var numbers = new List<long>();
            foreach (var part in result.Tokens.SelectMany(t => t.Value.Split(',')))
            {
                if (Valued.Whole(part, out var number) is { } problem) result.AddError($"{name} {problem}");
                else numbers.Add(number);
            }
            return [.. numbers];
        },
    };

    private static string? Positive(string text, out double value)
    {
        var number = text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text;
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value > 0 && double.IsFinite(value)
            ? null : $"cannot be '{text}'\na number above 0";
    }

    private static string? NotNegative(string text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= 0 && double.IsFinite(value)
            ? null : $"cannot be '{text}'\na number of seconds";

    private static string? Time(string text, out double value)
    {
        value = 0;
        if (!Quantity.TryParse<Seconds>(text, out var time, out var problem)) return $"{problem!.Message}\n{problem.Hint ?? "write a time such as 15ms"}";
        value = time.Value;
        return value > 0 ? null : $"cannot be '{text}'\nwrite a time such as 15ms";
    }
}
