namespace Ridgeline.Review.Overflow;

/// <summary>What came of running the integer product of a layer on seeded numbers.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Outputs">Outputs that were computed: a sample of rows and columns, each with all its K products.</param>
/// <param name="Overflowed">For each width asked for, outputs whose running sum left the range.</param>
/// <param name="Needed">The least width that held every running sum of the sample.</param>
public sealed record OverflowCount(ProductShape Layer, long Outputs, IReadOnlyList<long> Overflowed, int Needed)
{
    // Enough to see a layer overflow, little enough for all layers in a fraction of a second.
    private const int SampledRows = 12, SampledColumns = 12;

    /// <summary>Runs the product of a layer: weights uniform over all values but the least, activations over those that a ReLU leaves.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="bits">Bits of weights and of activations.</param>
    /// <param name="widths">Widths of the accumulator to count for, 2 to 63 bits.</param>
    /// <param name="seed">The seed of the numbers.</param>
    public static OverflowCount Of(ProductShape layer, int bits, IReadOnlyList<int> widths, int seed = 1)
    {
        int rows = (int)Math.Min(layer.M, SampledRows), columns = (int)Math.Min(layer.N, SampledColumns), k = (int)layer.K;
        var (most, random) = ((1 << (bits - 1)) - 1, new Random(seed));
        var activations = Draw(random, rows * k, 0, most);
        var weights = Draw(random, columns * k, -most, most);
        var overflowed = new long[widths.Count];
        var needed = 1;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var (low, high) = Extremes(activations.AsSpan(row * k, k), weights.AsSpan(column * k, k));
                for (var i = 0; i < overflowed.Length; i++) overflowed[i] += Width(low, high) > widths[i] ? 1 : 0;
                needed = Math.Max(needed, Width(low, high));
            }
        }
        return new(layer, (long)rows * columns, overflowed, needed);
    }

    // The least and the greatest value that the exact running sum takes.
    private static (long Low, long High) Extremes(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        long sum = 0, low = 0, high = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (long)a[i] * b[i];
            if (sum < low) low = sum;
            if (sum > high) high = sum;
        }
        return (low, high);
    }

    // Two's complement of w bits holds -2^(w-1) to 2^(w-1) - 1.
    private static int Width(long low, long high) => 65 - (int)Math.Min(long.LeadingZeroCount(high), long.LeadingZeroCount(~Math.Min(low, -1)));

    private static int[] Draw(Random random, int count, int least, int most)
    {
        var drawn = new int[count];
        for (var i = 0; i < count; i++) drawn[i] = random.Next(least, most + 1);
        return drawn;
    }
}
