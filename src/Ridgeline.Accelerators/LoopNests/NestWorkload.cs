namespace Ridgeline.Accelerators.LoopNests;

/// <summary>A product of tensors over named dimensions with affine projections: a convolution, a matrix product, or any other.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Dimensions">The names of its dimensions.</param>
/// <param name="Sizes">How far each dimension runs; at least 1.</param>
/// <param name="Tensors">What is read and written; every point of the dimensions is one multiply and add.</param>
public sealed record NestWorkload(string Name, IReadOnlyList<string> Dimensions, IReadOnlyList<long> Sizes, IReadOnlyList<NestTensor> Tensors)
{
    /// <summary>How many multiply-and-adds there are: the product of all sizes.</summary>
    /// <exception cref="OverflowException">More than 64 bits hold.</exception>
    public long Computes => Sizes.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>The extent of a tensor's axis over a tile: <c>1 + sum |c| (x - 1)</c>.</summary>
    /// <param name="axis">The terms of the axis.</param>
    /// <param name="tile">The size of the tile in each dimension.</param>
    public static long Extent(IReadOnlyList<NestTerm> axis, ReadOnlySpan<long> tile)
    {
        var extent = 1L;
        foreach (var term in axis) extent = checked(extent + Math.Abs(term.Coefficient) * (tile[term.Dimension] - 1));
        return extent;
    }

    /// <summary>The elements of a tensor that a tile touches, holes between strides included.</summary>
    /// <exception cref="OverflowException">More than 64 bits hold.</exception>
    public static long Volume(NestTensor tensor, ReadOnlySpan<long> tile)
    {
        var volume = 1L;
        foreach (var axis in tensor.Axes) volume = checked(volume * Extent(axis, tile));
        return volume;
    }
}
