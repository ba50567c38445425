using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>A tensor's projection, laid out flat to be quick: each axis with its terms.</summary>
internal sealed class TensorShape
{
    private readonly int[] _end;
    private readonly int[] _dimension;
    private readonly long[] _magnitude;
    private readonly long[] _coefficients;
    private readonly int _dimensions;

    public TensorShape(NestTensor tensor, int dimensions)
    {
        Axes = tensor.Axes.Count;
        _dimensions = dimensions;
        _end = new int[Axes];
        _coefficients = new long[Axes * dimensions];
        var terms = tensor.Axes.SelectMany(axis => axis).ToList();
        _dimension = [.. terms.Select(term => term.Dimension)];
        _magnitude = [.. terms.Select(term => Math.Abs(term.Coefficient))];
        for (int axis = 0, at = 0; axis < Axes; axis++)
        {
            foreach (var term in tensor.Axes[axis]) _coefficients[axis * dimensions + term.Dimension] += term.Coefficient;
            _end[axis] = at += tensor.Axes[axis].Count;
        }
    }

    public int Axes { get; }

    /// <summary>By how much a step of one in a dimension moves along an axis.</summary>
    public long Coefficient(int axis, int dimension) => _coefficients[axis * _dimensions + dimension];

    /// <summary>The extent of each axis over a tile, and their product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Extents(ReadOnlySpan<long> tile, Span<long> extents)
    {
        var volume = 1L;
        for (int axis = 0, at = 0; axis < _end.Length; axis++)
        {
            var extent = 1L;
            for (; at < _end[axis]; at++) extent = checked(extent + _magnitude[at] * (tile[_dimension[at]] - 1));
            extents[axis] = extent;
            volume = checked(volume * extent);
        }
        return volume;
    }

    /// <summary>The elements that a tile touches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Volume(ReadOnlySpan<long> tile)
    {
        var volume = 1L;
        for (int axis = 0, at = 0; axis < _end.Length; axis++)
        {
            var extent = 1L;
            for (; at < _end[axis]; at++) extent = checked(extent + _magnitude[at] * (tile[_dimension[at]] - 1));
            volume = checked(volume * extent);
        }
        return volume;
    }
}
