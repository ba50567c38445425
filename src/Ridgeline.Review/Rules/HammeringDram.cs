using Ridgeline.Graphs.Profiling;
using Ridgeline.Prediction;
using Ridgeline.Timelines;

namespace Ridgeline.Review.Rules;

/// <summary>Energy and time spent off the chip, and bytes that cross its edge more often than they must for want of memory on the chip.</summary>
internal sealed class HammeringDram : IReviewRule
{
    public string Name => "hammering-dram";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        var all = context.Predicted.Where(p => !p.Prediction.Machine.MainMemory.IsOnChip)
            .Select(p => (p.Network, Of: Account(p.Prediction, context.Profile(p.Network, p.Network.Batch)))).ToList();
        var bad = all.Where(a => a.Of.Moved >= Loss.Least * a.Of.Needed && Math.Max(a.Of.EnergyShare, a.Of.TimeShare) > Loss.LargerPart).ToList();
        if (bad.Count == 0) yield break;
        var (network, worst) = bad.MaxBy(a => a.Of.Moved / a.Of.Needed);
        var main = context.Machine.MainMemory.Name;
        yield return new(Name, Loss.Of(bad.Count, all.Count),
            $"{network} moves {Figure.Of(worst.Moved / worst.Needed)} times the bytes it must through {main}, which takes "
                + $"{Figure.Percent(worst.EnergyShare)} of the energy and sets the pace for {Figure.Percent(worst.TimeShare)} of the time; "
                + $"{bad.Count} of {all.Count} networks do so",
            [
                new("bytes_moved", worst.Moved, "B"), new("bytes_needed", worst.Needed, "B"), new("off_chip_energy_share", worst.EnergyShare, "1"),
                new("off_chip_time_share", worst.TimeShare, "1"),
                new("off_chip_energy_per_operation", worst.OffChip / Math.Max(1, worst.Flops), "J"),
                new("off_chip_time_per_operation", worst.OffChipTime / Math.Max(1, worst.Flops), "s"),
                new("on_chip_memory", context.Machine.OnChipSize.Value, "B"), new("networks_hit", bad.Count, ""), new("networks", all.Count, ""),
            ],
            $"memory/{main}", "spend area on memory: what is read again for want of room is the difference between the two counts of bytes");
    }

    private static (double Moved, double Needed, double OffChip, double OffChipTime, double EnergyShare, double TimeShare, double Flops) Account(
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
        return (moved, Math.Max(1, Needed(profile)), off, time, dynamic > 0 ? off / dynamic : 0,
            prediction.Latency.Value > 0 ? time / prediction.Latency.Value : 0, flops);
    }

    /// <summary>
    /// What must pass the edge of the chip: each weight once, each input and output of the network once. In a training step weights once more for the backward
    /// pass, what it needs of the forward pass written and read back, and weights, gradients and state of the optimizer read and written for the update.
    /// </summary>
    internal static double Needed(NetworkProfile profile)
    {
        var outside = profile.Layers.SelectMany(l => l.Flow.Reads.Concat(l.Flow.Writes))
            .Where(t => t.IsConstant || t.IsOutside).GroupBy(t => t.Id).Select(g => (g.First().IsConstant, Size: g.Max(t => (double)t.Size.Value))).ToList();
        if (profile.Training is not { } step) return outside.Sum(t => t.Size);
        double kept = (step.ActivationsInPlace + step.Saved + step.Masks).Value, states = step.States.Value, weights = (step.Weights + step.OptimizerState)
            .Value;
        return outside.Sum(t => t.IsConstant ? 2 * t.Size : t.Size) + (2 * kept) + states + weights;
    }
}
