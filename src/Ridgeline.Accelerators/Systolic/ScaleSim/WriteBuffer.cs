namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// The memory of outputs: words gather in lines of the bandwidth; more than half full, half of it is drained, and a line that is not full is drained as if
/// it were, unless it is the last of its drain.
/// </summary>
internal sealed class WriteBuffer
{
    private readonly int _bandwidth;
    private readonly long _drainSize;
    private readonly long _keeps;
    private readonly Dictionary<long, int> _empty = [];
    private long _free;
    private long _lines;
    private int _inLine;
    private long _drained;
    private long _drainEnd;
    private long? _firstDrain;
    private long _lastDrain;
    private long _written;

    public WriteBuffer(long words, int bandwidth)
    {
        (_keeps, _free, _bandwidth) = ((words + 1) / 2, words, bandwidth);
        _drainSize = words - _keeps;
    }

    /// <summary>Takes so many words at a cycle.</summary>
    /// <returns>Cycles that the array must wait.</returns>
    public long Take(int count, long cycle)
    {
        if (count == 0) return 0;
        var least = cycle < _drainEnd ? 1 : _keeps;
        if (_free - count >= least)
        {
            Store(count);
            return 0;
        }
        var now = cycle;
        for (var i = 0; i < count; i++)
        {
            Store(1);
            if (now < _drainEnd)
            {
                if (_free <= 0) now = _drainEnd;
            }
            else if (_free < _keeps)
            {
                Flush();
                _drainEnd = Drain(now);
            }
        }
        return now - cycle;
    }

    /// <summary>Drains what is left.</summary>
    public DramTraffic Finish(long cycle)
    {
        Flush();
        while (_drained < _lines) cycle = Drain(cycle) + 1;
        return new(_firstDrain ?? cycle, _lastDrain, _written);
    }

    private void Store(int count)
    {
        _free -= count;
        var (lines, rest) = Math.DivRem(_inLine + count, _bandwidth);
        (_lines, _inLine) = (_lines + lines, rest);
    }

    private void Flush()
    {
        if (_inLine == 0) return;
        _empty[_lines++] = _bandwidth - _inLine;
        _inLine = 0;
    }

    private long Drain(long start)
    {
        var end = Math.Min(_drained + ((_drainSize + _bandwidth - 1) / _bandwidth), _lines);
        var lines = end - _drained;
        var drained = checked(lines * _bandwidth) - _empty.GetValueOrDefault(end - 1);
        _written = checked(_written + drained);
        _free += drained;
        _drained = end;
        _firstDrain = Math.Min(_firstDrain ?? start, start);
        _lastDrain = Math.Max(_lastDrain, start + lines - 1);
        return start + lines - 1;
    }
}
