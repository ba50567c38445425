namespace Ridgeline.Runtime.Operators;

/// <summary>What a grid sees beyond the edges of an image: zeros, the edge, or a reflection.</summary>
internal sealed class GridBorder
{
    private readonly long[] _dims;
    private readonly bool _aligned;
    private readonly string _mode;

    /// <summary>The border of an image.</summary>
    /// <param name="dims">The image's spatial dimensions.</param>
    /// <param name="mode">zeros, border or reflection.</param>
    /// <param name="aligned">Whether -1 and 1 are the centres of the outermost elements, not their outer edges.</param>
    public GridBorder(long[] dims, string mode, bool aligned)
    {
        if (mode is not ("zeros" or "border" or "reflection")) throw new OperatorException($"it knows no padding_mode '{mode}'");
        (_dims, _mode, _aligned) = (dims, mode, aligned);
    }

    /// <summary>From a coordinate of the grid to a place along a dimension.</summary>
    public double Place(int d, double coordinate, bool rounds)
    {
        var size = _dims[d];
        var place = _aligned ? (coordinate + 1) / 2 * (size - 1) : (((coordinate + 1) * size) - 1) / 2;
        if (rounds) place = Math.Round(place);
        if (!double.IsFinite(place)) return -2;
        var (low, high) = _aligned ? (0, size - 1) : (-0.5, size - 0.5);
        return _mode switch
        {
            _ when place >= low && place <= high => place,
            "border" => Math.Clamp(place, 0, size - 1),
            "reflection" => Reflected(place, low, high),
            _ => Math.Clamp(place, -size - 4, (2 * size) + 4),
        };
    }

    /// <summary>From an index that may lie outside to one inside; -1 where zero stands.</summary>
    public long Inside(int d, long index)
    {
        var size = _dims[d];
        if (index >= 0 && index < size) return index;
        return _mode switch
        {
            "border" => Math.Clamp(index, 0, size - 1),
            "reflection" => Math.Clamp((long)Reflected(index, _aligned ? 0 : -0.5, _aligned ? size - 1 : size - 0.5), 0, size - 1),
            _ => -1,
        };
    }

    private static double Reflected(double place, double low, double high)
    {
        var range = high - low;
        if (range <= 0) return low;
        var beyond = place < low ? low - place : place - high;
        if (place >= low && place <= high) return place;
        var (turns, rest) = (Math.Floor(beyond / range), beyond % range);
        var backward = turns % 2 == 0;
        return place < low == backward ? low + rest : high - rest;
    }
}
