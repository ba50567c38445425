using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Prediction;

namespace Ridgeline.Review.Rules;

/// <summary>
/// Nothing that a general-purpose processor has not: the share of energy that goes into instructions, and what an array, structured sparsity and packed weights
/// would have brought on this workload.
/// </summary>
internal sealed class NoComplexity : IReviewRule
{
    private const double MostInstructions = 0.5;
    private const double SparseSpeed = 2;
    private const double PackedBits = 4;

    public string Name => "no-complexity";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        double arithmetic = 0, instructions = 0, dynamic = 0, now = 0, sparse = 0, packed = 0;
        foreach (var (network, prediction) in context.Predicted)
        {
            foreach (var part in prediction.Layers.SelectMany(l => l.Span.Energy))
            {
                arithmetic += part.Kind == "arithmetic" ? part.Energy.Value : 0;
                instructions += part.Kind == "instructions" ? part.Energy.Value : 0;
                dynamic += part.Kind == "static" ? 0 : part.Energy.Value;
            }
            var weights = context.Profile(network, network.Batch).Layers.ToLookup(l => l.Name, Weights);
            foreach (var layer in prediction.Layers) Add(prediction, layer, weights[layer.Span.Name].FirstOrDefault(), ref now, ref sparse, ref packed);
        }
        var share = arithmetic + instructions > 0 ? instructions / (arithmetic + instructions) : 0;
        var hasSparsity = context.Machine.Units.Any(u => u.Rates.Any(r => r.SparseFactor > 1));
        if (share < MostInstructions || hasSparsity) yield break;
        yield return new(Name, Severity.Medium,
            $"{Figure.Percent(share)} of the energy of its arithmetic is spent on instructions, as in a general-purpose processor: without them the "
                + $"workload would take "
                + $"{Figure.Of(dynamic / (dynamic - instructions))} times less energy",
            [
                new("instruction_share", share, "1"), new("energy_gain_of_an_array", dynamic / (dynamic - instructions), "1"),
                new("speedup_of_2_4_sparsity", now / sparse, "1"), new("speedup_of_4_bit_weights", now / packed, "1"),
            ],
            "units", "let one instruction do a tile of products, skip zeros, or keep weights packed: what each would bring is in the evidence");
    }

    private static double Weights(LayerProfile layer) => layer.Flow.Reads.Where(t => t.IsConstant).Sum(t => (double)t.Size.Value);

    // Twice the products a second, and weights that cross the edge of the chip in four bits; starts stay as they are.
    private static void Add(NetworkPrediction prediction, LayerPrediction layer, double weights, ref double now, ref double sparse, ref double packed)
    {
        var off = Attainment.OffChip(prediction, layer.Span);
        var others = layer.Span.Traffic.Where(t => t.Level != off.Level).Select(t => t.Time.Value).DefaultIfEmpty(0).Max();
        var (compute, start) = (layer.Compute.Value, Math.Max(0, layer.Span.Duration.Value - Attainment.BodyOf(layer)));
        double moved = Math.Max(1, off.Moved.Value), saved = Math.Min(weights, moved) * Math.Max(0, 1 - (PackedBits / prediction.Precision.Bits()));
        now += start + Math.Max(compute, Math.Max(off.Time.Value, others));
        sparse += start + Math.Max(compute / SparseSpeed, Math.Max(off.Time.Value, others));
        packed += start + Math.Max(compute, Math.Max(off.Time.Value * (1 - (saved / moved)), others));
    }
}
