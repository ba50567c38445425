using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Quantities;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Rules;

/// <summary>
/// Latency is not one over throughput: what is left of the throughput at a large batch if each answer must come in time, and what a stated speed at a batch
/// says of
/// a single request.
/// </summary>
internal sealed class LatencyThroughput : IReviewRule
{
    private static readonly long[] s_batches = [1, 4, 16, 64];

    public string Name => "latency-throughput";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        foreach (var claim in context.Machine.Review.Claims)
        {
            if (Claim(context, claim) is { } finding) yield return finding;
        }
        if (context.Uses.Where(u => !u.Trains).Select(u => u.LatencyBound).DefaultIfEmpty(Seconds.Zero).Min() is var bound
            && bound == Seconds.Zero) yield break;
        var kept = context.Workload.Where(n => !n.Trains).DistinctBy(n => n.Name).Select(n => Kept(context, n, bound)).OfType<(ReviewNetwork Network,
            double Kept, double All,
            NetworkPrediction One)>().ToList();
        var bad = kept.Where(k => k.Kept < Loss.LargerPart * k.All).ToList();
        if (bad.Count == 0) yield break;
        var worst = bad.MinBy(k => k.Kept / k.All);
        yield return new(Name, Loss.Of(bad.Count, kept.Count),
            $"{worst.Network.Name}: {Figure.Of(worst.All)} examples/s at best, {Figure.Of(worst.Kept)} of them within {bound}; one request alone takes "
                + $"{worst.One.Latency}, "
                + $"{Figure.Of(worst.One.Latency.Value * worst.All)} times 1/throughput; {bad.Count} of {kept.Count} networks lose the larger part",
            [
                new("throughput_at_best", worst.All, "1/s"), new("throughput_in_time", worst.Kept, "1/s"), new("latency_bound", bound.Value, "s"),
                new("latency_batch_1", worst.One.Latency.Value, "s"), new("latency_times_throughput", worst.One.Latency.Value * worst.All, "1"),
                    new("networks_hit", bad.Count, ""),
            ],
            "launch_overhead", "state batch 1 with one request in flight beside each throughput, and shorten what a single request waits for");
    }

    // Of the batches whose answer comes in time, the one that serves most.
    private static (ReviewNetwork, double, double, NetworkPrediction)? Kept(ReviewContext context, ReviewNetwork network, Seconds bound)
    {
        var all = s_batches.Select(b => context.Predict(network, b)).OfType<NetworkPrediction>().Where(p => p.Fits).ToList();
        if (all.Count == 0 || all[0].Batch != 1) return null;
        var inTime = all.Where(p => p.Latency <= bound).Select(p => p.Batch / p.Latency.Value).DefaultIfEmpty(0).Max();
        return (network, inTime, all.Max(p => p.Batch / p.Latency.Value), all[0]);
    }

    private Finding? Claim(ReviewContext context, SpeedClaim claim)
    {
        var network = context.Shelf.Zoo(claim.Network, claim.Batch);
        if (context.Predict(network, 1) is not { } one || context.Predict(network, claim.Batch) is not { } many) return null;
        var apart = one.Latency.Value * claim.Throughput;
        if (apart <= Loss.Least) return null;
        return new(Name, Severity.Medium,
            $"{Figure.Of(claim.Throughput)} examples/s of {claim.Network} are claimed at batch {claim.Batch}; that is no latency of "
                + $"{new Seconds(1 / claim.Throughput)}: "
                + $"one request takes {one.Latency}, and one in such a batch {many.Latency}",
            [
                new("claimed_throughput", claim.Throughput, "1/s"), new("claimed_batch", claim.Batch, ""), new("latency_batch_1", one.Latency.Value, "s"),
                new("latency_in_batch", many.Latency.Value, "s"), new("latency_times_throughput", apart, "1"), new("predicted_throughput",
                    many.Batch / many.Latency.Value, "1/s"),
            ],
            "review/claims", "claim the latency at batch 1 and concurrency 1 beside it");
    }
}
