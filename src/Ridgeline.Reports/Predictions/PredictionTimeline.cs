using Ridgeline.Prediction;
using Ridgeline.Quantities;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Predictions;

/// <summary>Which layer keeps which unit, memory and link busy, and when.</summary>
internal static class PredictionTimeline
{
    private const string Layers = "layer", Starts = "starts";

    internal static string Draw(NetworkPrediction prediction)
    {
        var (layers, what) = Shown(prediction);
        var units = layers.Where(l => l.Compute > Seconds.Zero && l.Span.Unit.Length > 0).Select(l => l.Span.Unit).Distinct();
        var busy = layers.SelectMany(l => l.Span.Traffic).Where(t => t.Time > Seconds.Zero).Select(t => t.Level).ToHashSet(StringComparer.Ordinal);
        var levels = prediction.Machine.Levels.Select(l => l.Name).Where(busy.Contains).ToArray();
        List<string> rows = [Layers, Starts, .. units, .. levels, .. busy.Except(levels)];
        return TimelineChart.Draw(new(rows, [.. layers.SelectMany(l => Spans(l, NameOf(l, prediction), rows, layers[0].Span.Start.Value))]), new()
        {
            Title = $"Timeline of {prediction.Network} on {prediction.Machine.Title}",
            Subtitle = $"{what}; each row is busy where it has a box, and what has none waits", Categories = PredictionColors.Families,
            Format = PredictionBars.Time,
        });
    }

    // Of a network too long to draw, the kind of block that takes most is drawn once.
    private static (IReadOnlyList<LayerPrediction> Layers, string What) Shown(NetworkPrediction prediction)
    {
        var timed = DrawnGroup.Timed(prediction);
        if (!DrawnGroup.TooMany(prediction)) return (timed, $"{prediction.Latency} in all");
        var runs = Runs(timed);
        var alike = runs.GroupBy(run => string.Join(' ', run.Select(l => l.Span.Op)), StringComparer.Ordinal).MaxBy(Time)!;
        var (one, share) = (alike.First(), Time(alike) / Math.Max(prediction.Latency.Value, double.Epsilon));
        var block = one[0].Span.Block;
        return (one, alike.Count() == 1 ? $"only {block}: {PlainNumber.Percent(share)} of {prediction.Latency}"
            : FormattableString.Invariant($"only {block}, one of {alike.Count()} alike that take {PlainNumber.Percent(share)} of {prediction.Latency}"));

        static double Time(IEnumerable<List<LayerPrediction>> runs) => runs.Sum(run => run.Sum(l => l.Span.Duration.Value));
    }

    // A block's backward pass is a run of its own.
    private static List<List<LayerPrediction>> Runs(IReadOnlyList<LayerPrediction> layers)
    {
        var runs = new List<List<LayerPrediction>>();
        foreach (var layer in layers)
        {
            if (runs.Count == 0 || runs[^1][0].Span.Block != layer.Span.Block) runs.Add([]);
            runs[^1].Add(layer);
        }
        return runs;
    }

    // Within one block all names begin alike.
    private static string NameOf(LayerPrediction layer, NetworkPrediction prediction) =>
        DrawnGroup.TooMany(prediction) ? PredictionRoofline.Within(layer.Span) : layer.Span.Name;

    // A layer starts, then computes and moves at once.
    private static IEnumerable<TimelineChartSpan> Spans(LayerPrediction layer, string name, List<string> rows, double from)
    {
        var span = layer.Span;
        var (start, family, rest) = (span.Start.Value - from, layer.Family.Name(), PaceTerms.Rest(layer));
        yield return new(name, 0, start, span.Duration.Value, family, $"{span.Op}, {span.Bound}\n{span.Duration} of {PaceOf(layer)}");
        if (rest > 0) yield return new(name, 1, start, rest, PaceTerms.Start);
        if (span.Unit.Length > 0) yield return new(name, rows.IndexOf(span.Unit), start + rest, Math.Min(layer.Compute.Value, span.Duration.Value), family);
        foreach (var level in span.Traffic.Where(t => t.Time > Seconds.Zero))
        {
            yield return new(name, rows.IndexOf(level.Level), start + rest, Math.Min(level.Time.Value, span.Duration.Value), family,
                $"{level.Moved} through {level.Level}\n{level.Time}");
        }
    }

    private static string PaceOf(LayerPrediction layer) =>
        string.Join(", ", PaceTerms.Of(layer).Select(part => $"{PaceTerms.Name(part.Bound)} {PredictionBars.Time(part.Time)}"));
}
