using System.CommandLine;
using System.Globalization;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Prediction;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say what to predict, and on what.</summary>
internal sealed class PredictArguments
{
    private readonly MachineOption _on = new();

    private readonly Option<long?> _batch = Valued.Option<long>("--batch", "N", "The number of examples run at once", Valued.Whole, "-b");
    private readonly Option<Dictionary<string, long>> _set = Valued.Numbers("--set", "Give a symbolic dimension a number, such as seq=128; may be repeated");
    private readonly Option<NumberFormat?> _precision = Valued.Option<NumberFormat>(
        "--precision", "TYPE", "Compute floating-point layers in fp32, tf32, bf16, fp16, fp8, int8, ...", Format);
    private readonly Option<long?> _concurrency = Valued.Option<long>("--concurrency", "N", "Requests in flight at once", Valued.Whole);
    private readonly Option<double?> _rate = Valued.Option<double>("--rate", "R/s", "Requests that arrive a second, at random: bounds the 99th percentile",
        Rate);
    private readonly Option<bool> _training = new("--training") { Description = "Predict a training step: forward, backward, update" };
    private readonly Choice<Optimizer> _optimizer = new("--optimizer", "What updates the parameters in training", Optimizer.Momentum);
    private readonly Option<bool> _recompute = new("--recompute") { Description = "In training, compute activations again instead of keeping them" };
    private readonly Option<bool> _apart = new("--no-fusion") { Description = "Start each operator by itself, as a framework does that fuses nothing" };

    private readonly Option<bool> _inPlace = new("--no-transfer") { Description = "Leave out what inputs and outputs take over the link to the host" };

    public void AddTo(Command command)
    {
        _on.AddTo(command);
        foreach (Option option in new Option[] { _batch, _set, _precision, _concurrency, _rate, _training, _optimizer, _recompute,
            _apart, _inPlace }) command.Add(option);
    }

    /// <summary>The machines asked for.</summary>
    /// <exception cref="DiagnosticException">One cannot be found or read.</exception>
    public IReadOnlyList<Machine> Machines(ParseResult parsed, Terminal terminal, DiagnosticBag diagnostics)
        => _on.Machines(parsed, terminal, diagnostics);

    /// <summary>Loads the network, and once more with a batch of 1 where a larger one is asked for.</summary>
    public LoadedWorkload Load(string network, ParseResult parsed, DiagnosticBag diagnostics)
        => LoadedWorkload.Of(network, parsed.GetValue(_set) ?? [], parsed.GetValue(_batch), diagnostics);

    public PredictionOptions Options(ParseResult parsed)
    {
        var recompute = parsed.GetValue(_recompute);
        var trains = parsed.GetValue(_training) || recompute || parsed.GetResult(_optimizer) is { Implicit: false };
        return new()
        {
            Precision = parsed.GetValue(_precision), Concurrency = parsed.GetValue(_concurrency) ?? 1, ArrivalRate = parsed.GetValue(_rate),
                Fusion = !parsed.GetValue(_apart), Transfers = !parsed.GetValue(_inPlace),
            Training = trains ? _optimizer.Of(parsed) : null, Recompute = recompute,
        };
    }

    private static string? Format(string text, out NumberFormat value)
    {
        value = NumberFormats.Find(text.ToLowerInvariant()) ?? default;
        if (NumberFormats.Find(text.ToLowerInvariant()) is not null) return null;
        var meant = Suggestion.Closest(text, NumberFormats.Names) is { } close ? $"did you mean '{close}'? " : "";
        return $"cannot be '{text}'\n{meant}it is one of: {string.Join(", ", NumberFormats.Names)}";
    }

    private static string? Rate(string text, out double value)
    {
        var number = text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text;
        return double.TryParse(number, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value) && value > 0
            && double.IsFinite(value)
            ? null : $"cannot be '{text}'\nrequests a second, such as 200/s";
    }
}
