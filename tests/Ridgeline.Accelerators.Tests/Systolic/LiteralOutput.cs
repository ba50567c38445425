namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>SCALE-Sim's memory of outputs as it keeps it: lines of addresses with empty places. Slow and plain on purpose.</summary>
internal sealed class LiteralOutput(long words, int bandwidth)
{
        private readonly List<int[]> _lines = [];
    private readonly List<long> _cycles = [];
    private List<int> _line = [];
    private long _taken;
    private int _drained;
    private long _drainEnd;

    public long Words { get; private set; }

    public long First => _cycles.Min();

    public long Last => _cycles.Max();

    public long Take(int[] row, long cycle)
    {
        foreach (var address in row.Where(a => a >= 0))
        {
            _line.Add(address);
            _taken++;
            if (_line.Count == bandwidth) Flush();
            if (cycle < _drainEnd)
            {
                if (words - _taken <= 0) cycle = _drainEnd;
            }
            else if (words - _taken < (words + 1) / 2)
            {
                Flush();
                _drainEnd = Drain(cycle);
            }
        }
        return cycle;
    }

    public void Finish(long cycle)
    {
        Flush();
        while (_drained < _lines.Count) cycle = Drain(cycle) + 1;
    }

    private void Flush()
    {
        if (_line.Count == 0) return;
        while (_line.Count < bandwidth) _line.Add(-1);
        _lines.Add([.. _line]);
        _line = [];
    }

    private long Drain(long start)
    {
        var end = (int)Math.Min(_drained + (((words / 2) + bandwidth - 1) / bandwidth), _lines.Count);
        var count = end - _drained;
        var drained = ((long)count * bandwidth) - _lines[end - 1].Count(a => a == -1);
        Words += drained;
        _taken -= drained;
        for (var i = 0; i < count; i++) _cycles.Add(start + i);
        _drained = end;
        return start + count - 1;
    }
}
