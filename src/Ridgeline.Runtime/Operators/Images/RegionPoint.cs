using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>A point of a plane between four elements. Up to one element beyond an edge it shows the edge, further out zero.</summary>
/// <param name="height">The plane's rows.</param>
/// <param name="width">Its columns.</param>
internal sealed unsafe class RegionPoint(long height, long width)
{
    private bool _inside;
    private long _top;
    private long _bottom;
    private long _left;
    private long _right;
    private double _down;
    private double _across;

    /// <summary>Sets the point.</summary>
    public void Set(double y, double x)
    {
        _inside = y >= -1 && y <= height && x >= -1 && x <= width;
        if (!_inside) return;
        (_top, _bottom, _down) = Along(y, height);
        (_left, _right, _across) = Along(x, width);
    }

    /// <summary>What the plane shows there.</summary>
    public double Read<T>(T* plane)
        where T : unmanaged, INumber<T>
    {
        if (!_inside) return 0;
        var (upper, lower) = (_top * width, _bottom * width);
        var above = (double.CreateTruncating(plane[upper + _left]) * (1 - _across)) + (double.CreateTruncating(plane[upper + _right]) * _across);
        var below = (double.CreateTruncating(plane[lower + _left]) * (1 - _across)) + (double.CreateTruncating(plane[lower + _right]) * _across);
        return (above * (1 - _down)) + (below * _down);
    }

    private static (long Low, long High, double Share) Along(double place, long size)
    {
        place = Math.Max(place, 0);
        var low = (long)place;
        return low >= size - 1 ? (size - 1, size - 1, 0) : (low, low + 1, place - low);
    }
}
