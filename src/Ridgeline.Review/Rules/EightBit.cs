using Ridgeline.Machines;
using Ridgeline.Review.Overflow;

namespace Ridgeline.Review.Rules;

/// <summary>
/// Sums of narrow products need b_w + b_a + ceil(log2 K) bits. The integer products of ResNet-50's layers are run on seeded numbers and overflows counted.
/// </summary>
internal sealed class EightBit : IReviewRule
{
    private const int MostFactorBits = 8;

    public string Name => "eight-bit";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        foreach (var unit in context.Machine.Units)
        {
            foreach (var precision in unit.Rates.Select(r => r.Precision).Where(p => p.Element.IsInteger() && p.Element.Bits() is > 1 and <= MostFactorBits))
            {
                if (Of(unit, precision, context) is { } finding) yield return finding;
            }
        }
    }

    private Finding? Of(ComputeUnit unit, Precision precision, ReviewContext context)
    {
        var (bits, sum) = (precision.Element.Bits(), precision.Accumulate.Bits());
        var layers = ResNetProducts.Layers(context.Shelf);
        var widest = layers.MaxBy(l => l.K)!;
        var bound = SafeWidth.Of(bits, bits, widest.K);
        if (sum >= bound) return null;
        var counts = layers.Select(l => OverflowCount.Of(l, bits, [sum, 32])).ToList();
        long counted = counts.Sum(c => c.Overflowed[0]), outputs = counts.Sum(c => c.Outputs);
        var hit = counts.Count(c => c.Overflowed[0] > 0);
        return new(Name, counted > 0 ? Severity.High : Severity.Medium,
            $"{unit.Name} sums products of {bits} bits in {sum} bits: {Figure.Percent((double)counted / outputs)} of sampled outputs overflow, in "
                + $"{hit} of {layers.Count} layers of "
                + $"ResNet-50; {widest.Name} adds {widest.K} products and needs {bound} bits",
            [
                new("sum_bits", sum, "bit"), new("needed_bits", bound, "bit"), new("products_summed", widest.K, ""), new("sampled_outputs", outputs, ""),
                new("overflowed_outputs", counted, ""), new("overflowed_at_32_bits", counts.Sum(c => c.Overflowed[1]), ""), new("layers_hit", hit, ""),
            ],
            $"units/{unit.Name}/rates/{precision}", $"sum in {SafeWidth.Whole(bound)} bits: 'ridgeline explain eight-bit' has the width that each layer needs");
    }
}
