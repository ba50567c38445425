using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Reports.Charts;
using Ridgeline.Timelines;

namespace Ridgeline.Reports.Predictions;

/// <summary>The layers of a network below the limits of a machine.</summary>
internal static class PredictionRoofline
{
    internal static string Draw(NetworkPrediction prediction)
    {
        var ceilings = Ceilings(prediction.Machine);
        var marks = Marks(prediction, out var unseen);
        return Roofline.Draw(new(ceilings, Slopes(prediction), marks), new()
        {
            Title = $"Roofline of {prediction.Network} on {prediction.Machine.Title}",
            Subtitle = $"batch {prediction.Batch}, {prediction.Precision.Name()}; a disc is a layer, its area the share of the time, "
                + "its colour what sets the pace",
            Categories = PredictionColors.Paces(prediction), MainCeiling = RoofOf(prediction, ceilings), MainMemory = prediction.Machine.MainMemory.Name,
            Format = prediction.Precision.IsInteger() ? rate => SiNumber.Format(rate, "OP/s") : SiNumber.FlopPerSecond,
            Across = $"operational intensity ({(prediction.Precision.IsInteger() ? "operations" : "FLOP")} per byte)",
            Note = unseen <= 0 ? "" : "without arithmetic, and so without a place here: layers that take "
                + $"{PlainNumber.Percent(unseen)} of the time",
        });
    }

    /// <summary>
    /// The memory against which the intensity of a layer is told: the level that bounds it, else the outermost that it uses; no bytes if none.
    /// </summary>
    internal static LevelTraffic LevelOf(Span span) => span.Bound.Kind == BoundKind.Memory
        ? span.Traffic.FirstOrDefault(t => t.Level == span.Bound.Resource)
        : span.Traffic.FirstOrDefault(t => t.Moved.Value > 0);

    /// <summary>A line for each rate of each unit, equal ones of a unit together.</summary>
    private static IReadOnlyList<RooflineCeiling> Ceilings(Machine machine) =>
    [
        .. machine.Units.SelectMany(unit => unit.Rates.Where(r => r.Peak.Value > 0).GroupBy(r => r.Peak.Value)
            .Select(rates => new RooflineCeiling($"{unit.Name} {string.Join(", ", rates.Select(r => r.Precision))}", rates.Key))),
    ];

    /// <summary>The peak that most of the arithmetic is held against, in FLOP/s; 0 where nothing is computed.</summary>
    internal static double PeakOf(NetworkPrediction prediction) => prediction.Layers.Where(l => l.Span.Flops.Value > 0).GroupBy(l => l.Span.Peak.Value)
        .MaxBy(g => g.Sum(l => (double)l.Span.Flops.Value))?.Key ?? 0;

    private static string? RoofOf(NetworkPrediction prediction, IReadOnlyList<RooflineCeiling> ceilings)
    {
        var peak = PeakOf(prediction);
        return ceilings.FirstOrDefault(c => Math.Abs(c.FlopPerSecond - peak) <= peak * 1e-9)?.Name;
    }

    private static IReadOnlyList<RooflineSlope> Slopes(NetworkPrediction prediction)
    {
        var used = prediction.Layers.SelectMany(l => l.Span.Traffic).Select(t => t.Level).ToHashSet(StringComparer.Ordinal);
        // The bandwidth of registers is part of a unit's peak.
        return [.. prediction.Machine.Levels.Where(l => used.Contains(l.Name) && l.Kind != MemoryKind.Register && l.Bandwidth is not null)
            .Select(l => new RooflineSlope(l.Name, l.Bandwidth!.Value.Value))];
    }

    private static IReadOnlyList<RooflineMark> Marks(NetworkPrediction prediction, out double unseen)
    {
        var all = Math.Max(prediction.Latency.Value, double.Epsilon);
        var timed = DrawnGroup.Timed(prediction);
        var shown = timed.Where(l => l.Span.Flops.Value > 0 && LevelOf(l.Span).Moved.Value > 0).ToList();
        unseen = timed.Except(shown).Sum(l => l.Span.Duration.Value) / all;
        return DrawnGroup.TooMany(prediction)
            ? [.. shown.GroupBy(l => (Within(l.Span), l.Span.Flops, LevelOf(l.Span).Moved, l.Span.Bound)).Select(alike => Mark([.. alike], all))]
            : [.. shown.Select(l => Mark([l], all))];
    }

    internal static string Within(Span span) => span.Block.Length > 0 && span.Name.Length > span.Block.Length + 1
        && span.Name.StartsWith(span.Block, StringComparison.Ordinal) ? span.Name[(span.Block.Length + 1)..] : span.Name;

    private static RooflineMark Mark(IReadOnlyList<LayerPrediction> alike, double all)
    {
        var span = alike[0].Span;
        var (flops, seconds, level) = ((double)span.Flops.Value, span.Duration.Value, LevelOf(span));
        var name = alike.Count == 1 ? span.Name : string.Create(CultureInfo.InvariantCulture, $"{Within(span)} (x{alike.Count})");
        var (intensity, share) = (flops / level.Moved.Value, alike.Sum(l => l.Span.Duration.Value) / all);
        var tip = $"{span.Op}, bound by {span.Bound}\n{span.Duration} each, {PlainNumber.Percent(share)} of the time\n"
            + $"{SiNumber.FlopPerSecond(flops / seconds)}, {PlainNumber.Percent(span.Utilisation)} of peak\n"
            + $"{intensity.ToString("G3", CultureInfo.InvariantCulture)} FLOP per byte of {level.Level}";
        return new(name, intensity, flops / seconds, share, PaceTerms.Name(PaceTerms.Of(alike[0]).MaxBy(part => part.Time).Bound), tip);
    }
}
