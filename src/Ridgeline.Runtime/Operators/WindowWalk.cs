namespace Ridgeline.Runtime.Operators;

/// <summary>Walks over the places of a plane that a window covers at one of its positions.</summary>
/// <param name="window">The window.</param>
internal sealed class WindowWalk(SlidingWindow window)
{
    private readonly long[] _position = new long[window.Rank];
    private readonly long[] _tap = new long[window.Rank];
    private bool _started;

    /// <summary>The number of positions.</summary>
    public long Count { get; } = window.Output.Aggregate(1L, (a, b) => a * b);

    /// <summary>Where in the plane the present place lies.</summary>
    public long Place { get; private set; }

    /// <summary>How many places of the window lie inside the padded plane.</summary>
    public long Padded { get; private set; }

    /// <summary>Goes to a position, before its first place.</summary>
    public void Go(long position)
    {
        Padded = 1;
        for (var d = window.Rank - 1; d >= 0; d--)
        {
            _position[d] = (position % window.Output[d] * window.Strides[d]) - window.Pads[d];
            position /= window.Output[d];
            var room = window.Input[d] + window.Pads[d + window.Rank] - _position[d];
            Padded *= Math.Min(window.Kernel[d], (room + window.Dilations[d] - 1) / window.Dilations[d]);
        }
        _started = false;
    }

    /// <summary>Goes to the next place inside the plane; false at the end.</summary>
    public bool Next()
    {
        while (Step())
        {
            var (place, inside) = (0L, true);
            for (var d = 0; d < window.Rank; d++)
            {
                var at = _position[d] + (_tap[d] * window.Dilations[d]);
                inside = inside && at >= 0 && at < window.Input[d];
                place = (place * window.Input[d]) + at;
            }
            if (!inside) continue;
            Place = place;
            return true;
        }
        return false;
    }

    private bool Step()
    {
        if (!_started)
        {
            _started = true;
            Array.Clear(_tap);
            return true;
        }
        for (var d = window.Rank - 1; d >= 0; d--)
        {
            if (++_tap[d] < window.Kernel[d]) return true;
            _tap[d] = 0;
        }
        return false;
    }
}
