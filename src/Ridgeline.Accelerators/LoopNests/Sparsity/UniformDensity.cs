namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>Non-zeros lie anywhere with the same chance: a tile is a sample of the tensor without replacement (hypergeometric).</summary>
/// <param name="Share">The share of non-zeros, from 0 to 1.</param>
/// <param name="TensorSize">The elements of the whole tensor.</param>
public sealed record UniformDensity(double Share, long TensorSize) : DensityModel
{
    private const long LargestSum = 4096;

    private long NonZeros => (long)Math.Ceiling(TensorSize * Share - 1e-9);

    /// <inheritdoc/>
    public override double Density => TensorSize > 0 ? (double)NonZeros / TensorSize : Share;

    /// <inheritdoc/>
    public override double ChanceEmpty(long size) => Chance(size, 0);

    /// <inheritdoc/>
    public override long Most(long size) => Math.Min(size, NonZeros);

    /// <inheritdoc/>
    public override double Blocks(long size, int block)
    {
        if (size > LargestSum) return size * Density / block;
        var blocks = 0.0;
        for (var n = 1L; n <= Most(size); n++) blocks += Math.Ceiling((double)n / block) * Chance(size, n);
        return blocks;
    }

    /// <summary>How likely a tile has just so many non-zeros.</summary>
    /// <param name="size">The elements of the tile.</param>
    /// <param name="count">The number of non-zeros.</param>
    public double Chance(long size, long count)
    {
        var (n, r) = (TensorSize, NonZeros);
        size = Math.Min(size, n);
        if (count > r || count > size || size - count > n - r) return 0;
        return Math.Exp(LogChoose(r, count) + LogChoose(n - r, size - count) - LogChoose(n, size));
    }

    private static double LogChoose(double n, double k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    // Stirling's series is exact to the last digit from here on.
    private static double LogFactorial(double n)
    {
        if (n < 16)
        {
            var product = 1.0;
            for (var i = 2; i <= n; i++) product *= i;
            return Math.Log(product);
        }
        var x = n + 1;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * Math.Pow(x, 5));
    }
}
