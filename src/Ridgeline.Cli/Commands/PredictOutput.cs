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
            Description = "Also write a report or picture: FILE.html, .svg, .csv, .json, .jsonl, .md, or .pftrace for ui.perfetto.dev; may be repeated",
    };

    private readonly Choice<PredictionPicture> _picture = new("--picture", "Which picture an .svg is", PredictionPicture.Roofline);

    public PredictOutput() => _save.Validators.Add(result =>
    {
        foreach (var problem in result.Tokens.Select(t => PredictionFile.Problem(t.Value)).OfType<string>()) result.AddError(problem);
    });

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _format, _top, _explain, _save, _picture }) command.Add(option);
    }

    /// <summary>Finds mistakes before any work is done.</summary>
    /// <exception cref="DiagnosticException">A file cannot be written, or a picture cannot be drawn.</exception>
    public void Check(ParseResult parsed, int machines)
    {
        var mistakes = Files(parsed).Select(SavedFile.Refusal).OfType<Diagnostic>().ToList();
        if (machines > 1 && Picture(parsed) == PredictionPicture.Timeline) mistakes.Add(PredictionPictures.TimelineOfSeveral);
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
            PredictionFile.Save(predictions, Picture(parsed), file);
            terminal.Tell($"wrote {file}{(file.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? ": a page with pictures; open it in a browser" : "")}");
        }
    }

    private static LayerPrediction Find(NetworkPrediction prediction, string name)
        => prediction.Layers.FirstOrDefault(l => l.Span.Name == name)
        ?? throw new DiagnosticException(Diagnostic.Error("PRED102", $"{prediction.Network} has no layer '{name}'",
            hint: Suggestion.Closest(name, prediction.Layers.Select(l => l.Span.Name)) is { } close ? $"did you mean '{close}'?" : "-o csv lists the layers"));

    private PredictionPicture Picture(ParseResult parsed) => _picture.Of(parsed) ?? PredictionPicture.Roofline;

    private IReadOnlyList<string> Files(ParseResult parsed) => parsed.GetValue(_save) ?? [];
}
