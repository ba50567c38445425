using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Review.Simulations;

namespace Ridgeline.Review.Rules;

/// <summary>
/// Nothing that a general-purpose processor has not: the share of energy that goes into instructions, and what a systolic array, temporal reuse, structured
/// sparsity
/// and packed weights would have brought on this workload.
/// </summary>
internal sealed class NoComplexity : IReviewRule
{
    private const double SparseSpeed = 2;
    private const double PackedBits = 4;

    public string Name => "no-complexity";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        double arithmetic = 0, instructions = 0, all = 0;
        foreach (var part in context.Predicted.SelectMany(p => p.Prediction.Layers).SelectMany(l => l.Span.Energy))
        {
            arithmetic += part.Kind == "arithmetic" ? part.Energy.Value : 0;
            instructions += part.Kind == "instructions" ? part.Energy.Value : 0;
            all += part.Energy.Value;
        }
        var share = arithmetic + instructions > 0 ? instructions / (arithmetic + instructions) : 0;
        if (share <= Loss.LargerPart || context.Machine.Units.Any(u => u.Rates.Any(r => r.SparseFactor > 1))) yield break;
        var array = ArrayInstead.Of(context.Machine, context.Format, context.Predicted.Select(p => context.Profile(p.Network, p.Network.Batch)));
        var (body, sparse, packed) = Times(context);
        yield return new(Name, Severity.Medium,
            $"{Figure.Percent(share)} of the energy of its arithmetic is spent on instructions, as in a general-purpose processor; simulated, systolic "
                + $"arrays of "
                + $"the same peak take {Figure.Percent(array.Energy / all)} of its energy for the workload and {Figure.Percent(array.Time / body)} of its time",
            [
                new("instruction_share", share, "1"), new("energy_gain_of_a_systolic_array", all / array.Energy, "1"),
                new("speedup_of_a_systolic_array", body / array.Time, "1"), new("traffic_gain_of_temporal_reuse", array.MovedBare / Math.Max(1, array.Moved),
                    "1"),
                new("energy_gain_of_temporal_reuse", array.EnergyBare / array.Energy, "1"),
                new("speedup_of_2_4_sparsity", body / sparse, "1"), new("speedup_of_4_bit_weights", body / packed, "1"),
            ],
            "units", "let one instruction do a tile of products, keep tiles on the chip, skip zeros, or keep weights packed: what each would bring is "
                + "in the evidence");
    }

    // The time of the workload without starts: as it is, with twice the products a second, with weights that cross the edge of the chip in four bits.
    private static (double Now, double Sparse, double Packed) Times(ReviewContext context)
    {
        double now = 0, sparse = 0, packed = 0;
        foreach (var (network, prediction) in context.Predicted)
        {
            var weights = context.Profile(network, network.Batch).Layers.ToLookup(l => l.Name, Weights);
            foreach (var layer in prediction.Layers)
            {
                var off = Attainment.OffChip(prediction, layer.Span);
                var others = layer.Span.Traffic.Where(t => t.Level != off.Level).Select(t => t.Time.Value).DefaultIfEmpty(0).Max();
                double compute = layer.Compute.Value, moved = Math.Max(1, off.Moved.Value);
                var saved = Math.Min(weights[layer.Span.Name].FirstOrDefault(), moved) * Math.Max(0, 1 - (PackedBits / prediction.Precision.Bits()));
                now += Math.Max(compute, Math.Max(off.Time.Value, others));
                sparse += Math.Max(compute / SparseSpeed, Math.Max(off.Time.Value, others));
                packed += Math.Max(compute, Math.Max(off.Time.Value * (1 - (saved / moved)), others));
            }
        }
        return (now, sparse, packed);
    }

    private static double Weights(LayerProfile layer) => layer.Flow.Reads.Where(t => t.IsConstant).Sum(t => (double)t.Size.Value);
}
