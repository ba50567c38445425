using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Predictions;

/// <summary>A comparison of machines as a table.</summary>
public static class ComparisonTables
{
    /// <summary>One row a machine: the latency of one request, what it serves at most, the energy of an example, what sets the pace, whether it fits.</summary>
    public static ReportTable Of(IReadOnlyList<StudiedMachine> machines)
    {
        var batch = machines.Count > 0 ? machines[0].Alone.Batch : 1;
        // Where nothing was ever compared with measurements, a sentence says so once.
        var compared = machines.Any(m => KnownError(m.Alone) is not null);
        return new($"On {ComparisonSentences.Count(machines)}",
        [
            new("Machine", "machine", false), new("Precision", "precision", false),
            new(string.Create(CultureInfo.InvariantCulture, $"Latency, batch {batch}"), "latency_s"), new("At saturation", "saturation_per_s"),
            new("Energy each", "energy_per_example_j"), new("Of peak", "utilisation", true, 2),
            new("Bound", "bound", false, 1), new("Fits", "fits", false),
            .. compared ? [new Column("Known error", "known_error", true, 3)] : Array.Empty<Column>(),
        ],
        [.. machines.Select(m => Row(m, compared))]);
    }

    /// <summary>What sets the pace for most of the time, and for how much of it.</summary>
    internal static (string Name, double Share) Bound(NetworkPrediction prediction)
    {
        var most = prediction.Layers.SelectMany(PaceTerms.Of).GroupBy(part => part.Bound).Select(g => (g.Key, Time: g.Sum(part => part.Time)))
            .DefaultIfEmpty().MaxBy(part => part.Time);
        var all = prediction.Latency.Value;
        return (all <= 0 ? "none" : most.Key.ToString(), all <= 0 ? 0 : most.Time / all);
    }

    /// <summary>The error of the model in what most of the time is spent on; null where nothing was ever compared.</summary>
    internal static double? KnownError(NetworkPrediction prediction) => prediction.Layers.GroupBy(l => l.Family)
        .MaxBy(g => g.Sum(l => l.Span.Duration.Value))?.MaxBy(l => l.Span.Duration.Value)?.KnownError;

    private static Cell[] Row(StudiedMachine machine, bool compared)
    {
        var (alone, busy) = (machine.Alone, machine.Busy);
        var (bound, share) = Bound(alone);
        return
        [
            Cell.Of(alone.Machine.Name), Cell.Of(alone.Precision.Name()), new(alone.Serving.Alone.ToString(), Raw(alone.Serving.Alone.Value)),
            new($"{Number(busy.Serving.Saturation)}/s{(busy.Batch > 1 ? $" (batch {busy.Batch})" : "")}", Raw(busy.Serving.Saturation)),
            new(new Joules(machine.EnergyEach).ToString(), Raw(machine.EnergyEach)), Share(machine.OfPeak), new($"{bound} {Percent(share)}", bound),
            Cell.Of(alone.Fits ? "yes" : $"no, {alone.Missing} missing"),
            .. compared ? [KnownError(alone) is { } error ? Share(error) : Cell.None] : Array.Empty<Cell>(),
        ];
    }

    private static Cell Share(double share) => new(share.ToString("0.0 %", CultureInfo.InvariantCulture), Raw(share));

    private static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture);

    private static string Raw(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
