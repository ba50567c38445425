using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Prediction;
using Ridgeline.Reports.Predictions;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say how predictions are written.</summary>
internal sealed class PredictOutput
{
    private readonly Choice<OutputFormat> _format = FormatOption.Create();
    private readonly Option<long?> _top = Valued.Option<long>("--top", "N", "Only the N costliest layers", Valued.Whole);
    private readonly Option<string?> _explain = new("--explain")
        { HelpName = "LAYER", Description = "Print how the time of a layer came about, instead of the page" };
    private readonly Option<string[]> _save = new("--save")
    {
        HelpName = "FILE", Arity = ArgumentArity.OneOrMore,
            Description = "Also write FILE.csv, .json, .jsonl, .md, or .pftrace for ui.perfetto.dev; may be repeated",
    };

    public PredictOutput() => _save.Validators.Add(result =>
    {
        foreach (var problem in result.Tokens.Select(t => PredictionFile.Problem(t.Value)).OfType<string>()) result.AddError(problem);
    });

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _format, _top, _explain, _save }) command.Add(option);
    }

    /// <summary>Finds mistakes before any work is done.</summary>
    /// <exception cref="DiagnosticException">A file cannot be written.</exception>
    public void Check(ParseResult parsed)
    {
        var mistakes = Files(parsed).Select(SavedFile.Refusal).OfType<Diagnostic>().ToList();
        if (mistakes.Count > 0) throw new DiagnosticException(mistakes);
    }

    public void Write(IReadOnlyList<NetworkPrediction> predictions, ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(_explain) is { } layer)
        {
            foreach (var prediction in predictions)
            {
                if (predictions.Count > 1) terminal.Out.Write($"{prediction.Machine.Title}\n");
                PredictionPage.Explain(Find(prediction, layer).Terms, terminal.Out);
            }
        }
        else PredictionFile.Write(predictions, FormatOption.Of(_format, parsed), (int?)parsed.GetValue(_top), terminal.Data, FormatOption.Look(terminal));
        foreach (var file in Files(parsed))
        {
            PredictionFile.Save(predictions, file);
            terminal.Tell($"wrote {file}");
        }
    }

    private static LayerPrediction Find(NetworkPrediction prediction, string name)
        => prediction.Layers.FirstOrDefault(l => l.Span.Name == name)
        ?? throw new DiagnosticException(Diagnostic.Error("PRED102", $"{prediction.Network} has no layer '{name}'",
            hint: Suggestion.Closest(name, prediction.Layers.Select(l => l.Span.Name)) is { } close ? $"did you mean '{close}'?" : "-o csv lists the layers"));

    private IReadOnlyList<string> Files(ParseResult parsed) => parsed.GetValue(_save) ?? [];
}
