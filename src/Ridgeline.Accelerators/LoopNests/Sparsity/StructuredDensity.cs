namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>Every tile has the same share of non-zeros, as near as whole numbers allow: N of M, and whatever is laid out evenly.</summary>
/// <param name="Share">The share of non-zeros, from 0 to 1.</param>
public sealed record StructuredDensity(double Share) : DensityModel
{
    /// <inheritdoc/>
    public override double Density => Share;

    /// <inheritdoc/>
    public override double ChanceEmpty(long size) => Math.Max(0, 1 - size * Share);

    /// <inheritdoc/>
    public override long Most(long size) => (long)Math.Ceiling(size * Share);

    /// <inheritdoc/>
    public override double Blocks(long size, int block)
    {
        var (few, more) = (Math.Floor(size * Share), Math.Floor(size * Share) + 1);
        var often = size * Share - few;
        return (1 - often) * Math.Ceiling(few / block) + often * Math.Ceiling(more / block);
    }
}
