namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>Three spatial sizes, slowest first. A network of one or two spatial dimensions leaves the first ones at 1 (or 0 where it is an offset).</summary>
/// <param name="Depth">The slowest.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
internal readonly record struct Extent(int Depth, int Height, int Width)
{
    /// <summary>1 in each dimension.</summary>
    public static Extent One => new(1, 1, 1);

    /// <summary>How many places there are.</summary>
    public int Count => Depth * Height * Width;
}
