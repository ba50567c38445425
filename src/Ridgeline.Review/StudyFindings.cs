using Ridgeline.Graphs.Profiling;
using Ridgeline.Prediction;
using Ridgeline.Reports.Predictions;
using Ridgeline.Reports.Tables;
using Ridgeline.Review.Pages;
using Ridgeline.Review.Rules;

namespace Ridgeline.Review;

/// <summary>The rules that can be checked on predictions which a study has made already.</summary>
public static class StudyFindings
{
    private const double MostApart = 4;

    /// <summary>A row a finding, machine by machine; no rows if all is well.</summary>
    public static ReportTable Table(IReadOnlyList<StudiedMachine> machines, NetworkProfile profile) => new("Findings ('ridgeline review MACHINE' "
        + "checks all rules, 'explain RULE' says why)",
        [new("Machine", "machine", false), new("Severity", "severity", false), new("Rule", "rule", false), new("What", "message", false)],
        [.. machines.SelectMany(m => Of(m, profile).Select(f => new[]
        {
            Cell.Of(m.Alone.Machine.Name), Cell.Of(ReviewTables.Word(f.Severity)), Cell.Of(f.Rule), Cell.Of(f.Message),
        }))]);

    /// <summary>What is found of a machine.</summary>
    public static IEnumerable<Finding> Of(StudiedMachine machine, NetworkProfile profile)
    {
        var format = profile.Layers.Where(l => l.Flow.Products.Count > 0).Select(l => UsableFormats.Of(l.Flow.Element)).FirstOrDefault(machine.Alone.Precision);
        // Bytes can be compared only where both count them in one format.
        if (format == machine.Alone.Precision)
        {
            foreach (var finding in new HammeringDram().Of([(machine.Alone, profile)])) yield return finding;
        }
        if (Homeless(machine.Alone, profile) is { } homeless) yield return homeless;
        if (Apart(machine) is { } apart) yield return apart;
    }

    private static Finding? Homeless(NetworkPrediction prediction, NetworkProfile profile)
    {
        var without = profile.Layers.Where(l => !l.IsView && !Software.CanRun(prediction.Machine, prediction.Precision, l)).ToList();
        return without.Count == 0 ? null : new("software", Severity.Medium, $"{without.Count} of {profile.Layers.Count} layers find no unit that can "
            + $"execute them, such as {without[0].Name}",
            [new("layers_without_unit", without.Count, ""), new("layers", profile.Layers.Count, "")], "units",
                "say which host runs them, or add lanes that take exponentials");
    }

    private static Finding? Apart(StudiedMachine machine)
    {
        var apart = machine.Alone.Serving.Alone.Value / Math.Max(1, machine.Alone.Batch) * machine.Busy.Serving.Saturation;
        return apart <= MostApart ? null : new("latency-throughput", Severity.Low,
            $"one request takes {machine.Alone.Serving.Alone}, {Figure.Of(apart)} times one over its throughput at batch {machine.Busy.Batch}",
            [new("latency_times_throughput", apart, "1")], "launch_overhead", "state batch and latency beside a throughput");
    }
}
