namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>SCALE-Sim's memory of an operand as it keeps it: sets of addresses, looked through one by one. Slow and plain on purpose.</summary>
internal sealed class LiteralMemory
{
    private readonly bool _isUser;
    private readonly List<HashSet<int>> _sets = [];
    private readonly long _setSize;
    private readonly long _moveLines;
    private readonly int _bandwidth;
    private readonly int _active;
    private readonly int _step;
    private int _start;
    private int _end;
    private int _firstSet;
    private long _last = -1;
    private HashSet<int> _open = [];
    private bool _hasAsked;
    private long _firstCycle;
    private long _from;
    private long _to;
    private bool _isPrimed;

    public LiteralMemory(bool isUser, long words, int bandwidth, int[] fetch)
    {
        (_isUser, _bandwidth) = (isUser, bandwidth);
        _setSize = words / 100;
        if (!isUser) return;
        var size = (words + 99) / 100;
        var set = new HashSet<int>();
        var count = 0L;
        foreach (var address in fetch)
        {
            if (address >= 0)
            {
                set.Add(address);
                count++;
            }
            if (count < size) continue;
            _sets.Add(set);
            (set, count) = ([], 0);
        }
        _sets.Add(set);
        var half = (words + 1) / 2;
        _active = (int)Math.Min((half + size - 1) / size, _sets.Count);
        _step = (int)Math.Min((words - half + size - 1) / size, _sets.Count - _active);
        _end = _active;
        var lines = (half + bandwidth - 1) / bandwidth;
        var all = (fetch.Length + bandwidth - 1) / bandwidth;
        if (lines >= all) lines = all;
        Words = lines * bandwidth;
        First = -lines;
        _moveLines = (words - half + bandwidth - 1) / bandwidth;
    }

    public long Words { get; private set; }

    public long First { get; private set; }

    public long Last => _isUser ? _last : _to + 1;

    public long Serve(int[] row, long cycle)
    {
        if (!_isUser)
        {
            Estimate(row, cycle);
            return 1;
        }
        var offset = 1L;
        foreach (var address in row.Where(a => a >= 0))
        {
            while (!Hits(address))
            {
                _start = (_start + _step) % _sets.Count;
                _end = (_start + _active) % _sets.Count;
                Words += _moveLines * _bandwidth;
                _last += _moveLines + 1;
                var wait = _last - (cycle + offset);
                offset += wait;
                if (wait > 0) offset += wait;
            }
        }
        return offset;
    }

    public void Finish()
    {
        if (_isUser) return;
        var left = _sets.Skip(_firstSet).Sum(s => s.Count) + _open.Count;
        Words += left;
        if (_isPrimed) return;
        var sets = _sets.Count + (_open.Count > 0 ? 1 : 0);
        (First, _to) = (-(((sets * _setSize) + 9) / 10), -2);
    }

    private bool Hits(int address)
    {
        if (_start < _end) return Enumerable.Range(_start, _end - _start).Any(i => _sets[i].Contains(address));
        return Enumerable.Range(_start, _sets.Count - _start).Concat(Enumerable.Range(0, _end)).Any(i => _sets[i].Contains(address));
    }

    private void Estimate(int[] row, long cycle)
    {
        if (!_hasAsked && row.Any(a => a >= 0)) (_hasAsked, _firstCycle) = (true, cycle);
        foreach (var address in row.Where(a => a >= 0))
        {
            if (_open.Contains(address) || _sets.Skip(_firstSet).Any(s => s.Contains(address))) continue;
            _open.Add(address);
            if (_open.Count < _setSize) continue;
            _sets.Add(_open);
            _open = [];
            if (_sets.Count - _firstSet < 50) continue;
            Words += _sets.Skip(_firstSet).Sum(s => s.Count);
            _firstSet = _sets.Count;
            if (!_isPrimed)
            {
                _to = _firstCycle - 2;
                First = _to - (((50 * _setSize) + 9) / 10) + 2;
                _isPrimed = true;
            }
            (_from, _to) = (_to + 1, cycle);
            Assert.True(_to >= _from, "SCALE-Sim divides by zero here");
        }
    }
}
