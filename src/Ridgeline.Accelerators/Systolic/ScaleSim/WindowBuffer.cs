namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// USER mode: a memory of stated bandwidth. Each move of the window takes as long as fetching half of the memory, one after the other; the array waits for
/// those it needs, and, as SCALE-Sim adds a wait twice (and a negative one once), longer or shorter than that.
/// </summary>
internal sealed class WindowBuffer : IReadBuffer
{
    private readonly List<long> _moves;
    private readonly long _firstLines;
    private readonly long _moveLines;
    private readonly int _bandwidth;
    private int _next;
    private long _lastFetch = -1;

    public WindowBuffer(FoldPlan plan, DemandStream stream, long words, int bandwidth)
    {
        var order = new FetchOrder(stream);
        var window = new WindowVisitor(order, stream.Matrix.Size, words);
        if (!window.HoldsAll) DemandWalk.Over(plan, stream, ref window);
        var active = (words + 1) / 2;
        (_moves, _bandwidth) = (window.Moves, bandwidth);
        _firstLines = Math.Min(Ceiling(active, bandwidth), Ceiling(order.Places, bandwidth));
        _moveLines = Ceiling(words - active, bandwidth);
    }

    /// <inheritdoc/>
    public long NextRow => _next < _moves.Count ? _moves[_next] : long.MaxValue;

    /// <inheritdoc/>
    public long Serve(long row, long cycle)
    {
        // A word that is there is served a cycle after it is asked for.
        var offset = 1L;
        for (; NextRow == row; _next++)
        {
            _lastFetch += _moveLines + 1;
            var wait = _lastFetch - (cycle + offset);
            offset += wait;
            if (wait > 0) offset += wait;
        }
        return offset - 1;
    }

    /// <inheritdoc/>
    public DramTraffic Finish() => new(-_firstLines, _lastFetch, checked((_firstLines + (_moves.Count * _moveLines)) * _bandwidth));

    private static long Ceiling(long a, long b) => (a + b - 1) / b;
}
