namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>How the non-zeros of a tensor lie: what is to be expected in a tile of so many elements.</summary>
public abstract record DensityModel
{
    /// <summary>The share of elements that are not zero, from 0 to 1.</summary>
    public abstract double Density { get; }

    /// <summary>How likely a tile has no non-zero at all.</summary>
    /// <param name="size">The elements of the tile.</param>
    public abstract double ChanceEmpty(long size);

    /// <summary>The most non-zeros that a tile can have.</summary>
    /// <param name="size">The elements of the tile.</param>
    public abstract long Most(long size);

    /// <summary>How likely a tile has no non-zero at all, where its shape matters.</summary>
    /// <param name="box">Its extent along each axis of the tensor.</param>
    public virtual double ChanceEmpty(ReadOnlySpan<long> box) => ChanceEmpty(Size(box));

    /// <summary>The most non-zeros that a tile can have, where its shape matters.</summary>
    /// <param name="box">Its extent along each axis of the tensor.</param>
    public virtual long Most(ReadOnlySpan<long> box) => Most(Size(box));

    /// <summary>How many blocks of words the non-zeros of a tile take on average, each block begun counted whole.</summary>
    /// <param name="size">The elements of the tile.</param>
    /// <param name="block">Words of a block.</param>
    public virtual double Blocks(long size, int block) => Math.Ceiling(size * Density / block);

    private static long Size(ReadOnlySpan<long> box)
    {
        var size = 1L;
        foreach (var extent in box) size = checked(size * extent);
        return size;
    }
}
