using System.Globalization;
using Ridgeline.Prediction;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Predictions;

/// <summary>Predictions as tables.</summary>
public static class PredictionTables
{
    // More rows than these fit no screen: the costliest are shown.
    private const int MostRows = 40;

    /// <summary>One row a machine.</summary>
    public static ReportTable Machines(IReadOnlyList<NetworkPrediction> predictions) => new("Machines",
    [
        new("Machine", "machine", false), new("Precision", "precision", false), new("Latency", "latency_s"), new("Throughput", "throughput_per_s"),
        new("At saturation", "saturation_per_s", true, 2), new("Energy", "energy_j", true, 1), new("Utilisation", "utilisation", true, 3),
            new("Peak memory", "peak_memory_bytes"),
        new("Fits", "fits", false), new("Busiest", "bottleneck", false, 4), new("$ a million", "usd_per_million", true, 5),
    ],
    [.. predictions.Select(MachineRow)]);

    /// <summary>One row a layer: all of them, or the costliest.</summary>
    public static ReportTable Layers(NetworkPrediction prediction, int? top, bool whole = false)
    {
        var all = prediction.Layers;
        var most = top ?? (whole || all.Count <= MostRows ? all.Count : MostRows);
        var shown = most >= all.Count ? all : [.. all.OrderByDescending(l => l.Span.Duration.Value).Take(most)];
        var title = shown.Count < all.Count ? $"The {shown.Count} costliest of {all.Count} layers" : "Layer by layer";
        return new(title,
        [
            new("Layer", "name", false), new("Operator", "op", false), new("Time", "time_s"), new("Share", "share", true, 4), new("Bound", "bound", false),
                new("Compute", "compute_s", true, 3),
            new("Memory", "memory_s", true, 2), new("Energy", "energy_j", true, 1), new("Utilisation", "utilisation"),
                new("Known error", "known_error", true, 5),
        ],
        [.. shown.Select(l => LayerRow(prediction, l))]);
    }

    /// <summary>Where the time goes: one row a bound.</summary>
    public static ReportTable Bounds(NetworkPrediction prediction) => new("What bounds it",
        [new("Bound", "bound", false), new("Layers", "layers"), new("Time", "time_s"), new("Share", "share")],
        [.. prediction.Layers.Where(l => l.Span.Duration > Seconds.Zero).GroupBy(l => l.Span.Bound)
            .OrderByDescending(g => g.Sum(l => l.Span.Duration).Value).Select(g =>
        {
            var time = g.Sum(l => l.Span.Duration);
            return new[] { Cell.Of(g.Key.ToString()), Cell.Of((Int128)g.Count()), Time(time), Share(time.Value / prediction.Latency.Value) };
        })]);

    /// <summary>Where the energy goes: one row a kind.</summary>
    public static ReportTable Energies(NetworkPrediction prediction) => new("Energy by kind",
        [new("Kind", "kind", false), new("Energy", "energy_j"), new("Share", "share")],
        [.. prediction.Layers.SelectMany(l => l.Span.Energy).GroupBy(e => e.Kind).Select(g => (g.Key, Energy: g.Sum(e => e.Energy))).Select(g =>
            new[] { Cell.Of(g.Key), Joule(g.Energy), Share(prediction.Energy > Joules.Zero ? g.Energy.Value / prediction.Energy.Value : 0) })],
        [Cell.Of("total"), Joule(prediction.Energy), Cell.Blank]);

    /// <summary>Which kinds of operators the time goes to, and how well the model knows them: one row a family.</summary>
    public static ReportTable Families(NetworkPrediction prediction) => new("By kind of operator",
        [new("Kind", "family", false), new("Layers", "layers"), new("Time", "time_s"), new("Share", "share"), new("Energy", "energy_j"),
            new("Known error", "known_error")],
        [.. prediction.Layers.Where(l => l.Span.Duration > Seconds.Zero).GroupBy(l => l.Family)
            .OrderByDescending(g => g.Sum(l => l.Span.Duration).Value).Select(g =>
        {
            var time = g.Sum(l => l.Span.Duration);
            return new[]
            {
                Cell.Of(OperatorFamilies.Name(g.Key)), Cell.Of((Int128)g.Count()), Time(time), Share(time.Value / prediction.Latency.Value),
                Joule(g.Sum(l => l.Span.TotalEnergy)), g.MaxBy(l => l.Span.Duration)!.KnownError is { } error ? Share(error) : Cell.None,
            };
        })]);

    private static Cell[] MachineRow(NetworkPrediction p) =>
    [
        Cell.Of(p.Machine.Name), Cell.Of(Ridgeline.Machines.NumberFormats.Name(p.Precision)), Time(p.Serving.Latency), Number(p.Serving.Throughput, "/s"),
            Number(p.Serving.Saturation, "/s"),
        Joule(p.Energy), Share(p.Utilisation), Cell.Of((Bytes?)p.PeakMemory), Cell.Of(p.Fits ? "yes" : $"no, {p.Missing} missing"),
            Cell.Of(p.Serving.Bottleneck), Cell.Of(p.Cost?.Total),
    ];

    private static Cell[] LayerRow(NetworkPrediction prediction, LayerPrediction l)
    {
        var span = l.Span;
        var bound = l.FusedInto is { } into ? $"within {into}" : span.Bound.ToString();
        var memory = span.Traffic.Count == 0 ? Seconds.Zero : span.Traffic.Max(t => t.Time);
        return
        [
            Cell.Of(span.Name), Cell.Of(span.Op), Time(span.Duration),
                Share(prediction.Latency > Seconds.Zero ? span.Duration.Value / prediction.Latency.Value : 0), Cell.Of(bound),
            Time(l.Compute), Time(memory), Joule(span.TotalEnergy), Share(span.Utilisation), l.KnownError is { } error ? Share(error) : Cell.None,
        ];
    }

    private static Cell Time(Seconds time) => new(time.ToString(), Raw(time.Value));

    private static Cell Joule(Joules energy) => new(energy.ToString(), Raw(energy.Value));

    private static Cell Share(double share) => new(share.ToString("0.0 %", CultureInfo.InvariantCulture), Raw(share));

    private static Cell Number(double value, string unit) => new($"{value.ToString(value >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture)}{unit}",
        Raw(value));

    private static string Raw(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
