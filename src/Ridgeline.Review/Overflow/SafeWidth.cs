namespace Ridgeline.Review.Overflow;

/// <summary>How many bits a sum of products needs.</summary>
public static class SafeWidth
{
    /// <summary>The bits of a signed sum that can never overflow: b_w + b_a + ceil(log2 K).</summary>
    /// <param name="weightBits">Bits of a weight, sign included.</param>
    /// <param name="activationBits">Bits of an activation, sign included.</param>
    /// <param name="k">Products summed, at least 1.</param>
    public static int Of(int weightBits, int activationBits, long k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return weightBits + activationBits + (k == 1 ? 0 : 64 - (int)long.LeadingZeroCount(k - 1));
    }

    /// <summary>The next whole number of bytes.</summary>
    public static int Whole(int bits) => (bits + 7) / 8 * 8;
}
