using Ridgeline.Graphs.Profiling;
using Ridgeline.Prediction;
using Ridgeline.Timelines;

namespace Ridgeline.Review.Rules;

/// <summary>Energy and time spent off the chip, and bytes that cross its edge more often than they must for want of memory on the chip.</summary>
internal sealed class HammeringDram : IReviewRule
{
    private const double MostMoved = 2.5;
    private const double MostEnergy = 0.5;
    private const double MostTime = 0.7;

    public string Name => "hammering-dram";

    public IEnumerable<Finding> Check(ReviewContext context) => Of(
        [.. context.Predicted.Select(p => (p.Prediction, context.Profile(p.Network, p.Network.Batch)))]);

    /// <summary>The finding on some predictions and the profiles that they were made of; none if all is well.</summary>
    public IEnumerable<Finding> Of(IReadOnlyList<(NetworkPrediction Prediction, NetworkProfile Profile)> predicted)
    {
        var all = predicted.Where(p => !p.Prediction.Machine.MainMemory.IsOnChip).Select(p => Account(p.Prediction, p.Profile)).ToList();
        var bad = all.Where(a => a.Moved >= MostMoved * a.Needed && (a.EnergyShare >= MostEnergy || a.TimeShare >= MostTime)).ToList();
        if (bad.Count == 0) yield break;
        var worst = bad.MaxBy(a => a.Moved / a.Needed);
        var machine = worst.Prediction.Machine;
        var perOp = worst.OffChip / Math.Max(1, worst.Flops);
        yield return new(Name, 2 * bad.Count > all.Count ? Severity.High : Severity.Medium,
            $"{worst.Prediction.Network} moves {Figure.Of(worst.Moved / worst.Needed)} times the bytes it must through {machine.MainMemory.Name}, which takes "
                + $"{Figure.Percent(worst.EnergyShare)} of the energy and sets the pace for {Figure.Percent(worst.TimeShare)} of the time; so do "
                    + $"{bad.Count} of {all.Count} networks",
            [
                new("bytes_moved", worst.Moved, "B"), new("bytes_needed", worst.Needed, "B"), new("off_chip_energy_share", worst.EnergyShare, "1"),
                new("off_chip_time_share", worst.TimeShare, "1"), new("off_chip_energy_per_operation", perOp, "J"),
                new("on_chip_memory", machine.OnChipSize.Value, "B"), new("networks_hit", bad.Count, ""),
            ],
            $"memory/{machine.MainMemory.Name}", "spend area on memory: what is read again for want of room is the difference between the two counts of bytes");
    }

    private static (NetworkPrediction Prediction, double Moved, double Needed, double OffChip, double EnergyShare, double TimeShare, double Flops) Account(
        NetworkPrediction prediction, NetworkProfile profile)
    {
        var main = prediction.Machine.MainMemory.Name;
        double moved = 0, off = 0, dynamic = 0, time = 0, flops = 0;
        foreach (var span in prediction.Layers.Select(l => l.Span))
        {
            moved += Attainment.OffChip(prediction, span).Moved.Value;
            off += span.Energy.Where(e => e.Kind == main).Sum(e => e.Energy.Value);
            dynamic += span.Energy.Where(e => e.Kind != "static").Sum(e => e.Energy.Value);
            flops += (double)span.Flops.Value;
            if (span.Bound is { Kind: BoundKind.Memory } bound && bound.Resource == main) time += span.Duration.Value;
        }
        return (prediction, moved, Math.Max(1, Needed(profile)), off, dynamic > 0 ? off / dynamic : 0, prediction.Latency.Value > 0
            ? time / prediction.Latency.Value : 0, flops);
    }

    // Each weight once, each input and output of the network once.
    private static double Needed(NetworkProfile profile) => profile.Layers.SelectMany(l => l.Flow.Reads.Concat(l.Flow.Writes))
        .Where(t => t.IsConstant || t.IsOutside).GroupBy(t => t.Id).Sum(g => (double)g.Max(t => t.Size.Value));
}
