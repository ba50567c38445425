namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// CALC mode: nothing stalls; each half-memory is said to have been fetched while the one before it was used, at whatever bandwidth that takes. The first
/// is fetched at 10 words a cycle before the array starts.
/// </summary>
internal sealed class EstimatingBuffer : IReadBuffer
{
    private const int Sets = 50;
    private const int FirstBandwidth = 10;

    // Cycles from asking main memory to having.
    private const int Latency = 1;

    private readonly long _setSize;
    private readonly List<long> _ends;
    private readonly int _left;
    private readonly long _firstRow;
    private int _next;
    private long _firstCycle;
    private long _first;
    private long _lastStart;
    private long _lastEnd;

    public EstimatingBuffer(FoldPlan plan, DemandStream stream, long words)
    {
        _setSize = words / 100;
        var epochs = new EpochVisitor(stream.Matrix.Size, Sets * _setSize);
        DemandWalk.Over(plan, stream, ref epochs);
        (_ends, _left, _firstRow) = (epochs.Ends, epochs.Held, DemandWalk.FirstRow(plan, stream));
    }

    /// <inheritdoc/>
    public long NextRow => End(_next);

    /// <inheritdoc/>
    public long Serve(long row, long cycle)
    {
        if (row == _firstRow) _firstCycle = cycle;
        for (; End(_next) == row; _next++)
        {
            if (_next == 0)
            {
                var end = _firstCycle - 1 - Latency;
                _first = end - Ceiling(Sets * _setSize, FirstBandwidth) + 1;
                (_lastStart, _lastEnd) = (end + 1, cycle);
            }
            else (_lastStart, _lastEnd) = (_lastEnd + 1, cycle);
        }
        return 0;
    }

    /// <inheritdoc/>
    public DramTraffic Finish()
    {
        var words = (_ends.Count * Sets * _setSize) + _left;
        if (_ends.Count > 0) return new(_first + Latency, _lastEnd + Latency, words);
        var sets = Ceiling(_left, _setSize);
        return new(-Ceiling(sets * _setSize, FirstBandwidth), -1, words);
    }

    private long End(int index) => index < _ends.Count ? _ends[index] : long.MaxValue;

    private static long Ceiling(long a, long b) => (a + b - 1) / b;
}
