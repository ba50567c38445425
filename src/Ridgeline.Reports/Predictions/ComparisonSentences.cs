using System.Globalization;
using Ridgeline.Quantities;

namespace Ridgeline.Reports.Predictions;

/// <summary>What a comparison of machines says in words: what does not fit before anything else.</summary>
public static class ComparisonSentences
{
    /// <summary>A sentence for each machine whose memory is too small.</summary>
    public static IEnumerable<string> Missing(IReadOnlyList<StudiedMachine> machines) => machines.Where(m => !m.Alone.Fits)
        .Select(m => PredictionSentences.Missing(m.Alone)!);

    /// <summary>Which machine is first in what, among those on which the network fits.</summary>
    public static IEnumerable<string> Facts(IReadOnlyList<StudiedMachine> machines)
    {
        var fitting = machines.Where(m => m.Alone.Fits).ToList();
        if (fitting.Count == 0)
        {
            yield return machines.Count == 0 ? "No machine is named." : $"It fits on none of the {machines.Count} machines.";
            yield break;
        }
        if (fitting.Count == 1) yield break;
        var (fastest, slowest) = (fitting.MinBy(m => m.Alone.Latency)!, fitting.MaxBy(m => m.Alone.Latency)!);
        yield return $"{fastest.Alone.Machine.Name} answers soonest: {fastest.Alone.Latency}, "
            + $"{Number(slowest.Alone.Latency.Value / fastest.Alone.Latency.Value)} times sooner than {slowest.Alone.Machine.Name}.";
        var most = fitting.MaxBy(m => m.Busy.Serving.Saturation)!;
        yield return $"{most.Busy.Machine.Name} serves most: {Number(most.Busy.Serving.Saturation)} examples/s at batch {most.Busy.Batch}.";
        var least = fitting.MinBy(m => m.EnergyEach)!;
        yield return $"{least.Alone.Machine.Name} takes the least energy: {new Joules(least.EnergyEach)} an example.";
    }

    /// <summary>Formats that were exchanged, others that would be far faster, and whether the model was ever compared with measurements.</summary>
    public static IEnumerable<string> Notes(IReadOnlyList<StudiedMachine> machines)
    {
        // What holds for all was told of the network.
        var common = machines.Count > 1 ? machines.Select(m => m.Alone.Notes.AsEnumerable()).Aggregate(Enumerable.Intersect).ToHashSet() : [];
        IEnumerable<string> unmeasured = machines.Count > 0 && machines.All(m => ComparisonTables.KnownError(m.Alone) is null)
            ? ["on none of these machines was the model ever compared with measurements of what takes most of the time"] : [];
        return machines.SelectMany(m => m.Alone.Notes).Where(n => !common.Contains(n)).Distinct().Concat(unmeasured);
    }

    /// <summary>How many: <c>1 machine</c>, <c>6 machines</c>.</summary>
    internal static string Count(IReadOnlyList<StudiedMachine> machines) =>
        string.Create(CultureInfo.InvariantCulture, $"{machines.Count} {(machines.Count == 1 ? "machine" : "machines")}");

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture);
}
