namespace Ridgeline.Runtime.Operators;

/// <summary>For each position of a window, the pixels inside the image that it covers: looked up once, read in every run.</summary>
internal sealed class WindowTaps
{
    private readonly int[] _places;
    private readonly int[] _starts;
    private readonly int[] _padded;

    /// <summary>Looks them up.</summary>
    public WindowTaps(SlidingWindow window)
    {
        var walk = new WindowWalk(window);
        Positions = (int)walk.Count;
        RowLength = (int)window.Output[^1];
        Rows = Positions / Math.Max(1, RowLength);
        InputPixels = window.Input.Aggregate(1L, (a, b) => a * b);
        var places = new List<int>();
        (_starts, _padded) = (new int[Positions + 1], new int[Positions]);
        for (var o = 0; o < Positions; o++)
        {
            walk.Go(o);
            while (walk.Next()) places.Add((int)walk.Place);
            (_starts[o + 1], _padded[o]) = (places.Count, (int)walk.Padded);
        }
        _places = [.. places];
    }

    /// <summary>The number of positions.</summary>
    public int Positions { get; }

    /// <summary>Positions in a row, along the last dimension.</summary>
    public int RowLength { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>Pixels of the image.</summary>
    public long InputPixels { get; }

    /// <summary>The pixels that a position covers.</summary>
    public ReadOnlySpan<int> Of(int position) => _places.AsSpan(_starts[position].._starts[position + 1]);

    /// <summary>How many of its places lie inside the padded image.</summary>
    public int Padded(int position) => _padded[position];
}
