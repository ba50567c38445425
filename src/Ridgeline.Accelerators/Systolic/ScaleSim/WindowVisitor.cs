using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// The half-memory of USER mode: a window over the sets of the fetch order. An address that no set of the window holds moves the window on, once more and
/// once more, until one does.
/// </summary>
internal struct WindowVisitor : IDemandVisitor
{
    private readonly FetchOrder _order;
    private readonly int[]? _addresses;
    private readonly FetchCursor[] _sets;
    private readonly int _count;
    private readonly int _setSize;
    private readonly int _active;
    private readonly int _step;
    private readonly ushort[] _held;
    private int _start;
    private int _end;

    /// <summary>A window at the beginning of the order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="size">All addresses are below it.</param>
    /// <param name="words">Words of the memory.</param>
    public WindowVisitor(FetchOrder order, int size, long words)
    {
        _order = order;
        _setSize = (int)((words + 99) / 100);
        var active = (words + 1) / 2;
        _addresses = order.Addresses();
        // Where all addresses are kept, sets are parts of them; the last is smaller or empty.
        _sets = _addresses is null ? order.Sets(_setSize) : [];
        _count = _addresses is { Length: var all } ? (all / _setSize) + 1 : _sets.Length;
        _active = (int)Math.Min((active + _setSize - 1) / _setSize, _count);
        _step = (int)Math.Min((words - active + _setSize - 1) / _setSize, _count - _active);
        _held = _step > 0 ? new ushort[size] : [];
        _end = _active;
        if (_step == 0) return;
        for (var set = 0; set < _active; set++) Hold(set, 1);
    }

    /// <summary>Whether everything fits: nothing is ever fetched again.</summary>
    public readonly bool HoldsAll => _step == 0;

    /// <summary>The rows of the run in which the window moved, a row as often as it did.</summary>
    public List<long> Moves { get; } = [];

    public readonly int Changes => Moves.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Visit(int address, long row)
    {
        if (_held[address] == 0) Fetch(address, row);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fetch(int address, long row)
    {
        while (_held[address] == 0)
        {
            var (start, end) = (_start, _end);
            _start = (_start + _step) % _count;
            _end = (_start + _active) % _count;
            for (var i = 0; i < _active; i++)
            {
                var (old, now) = ((start + i) % _count, (_start + i) % _count);
                if (!Holds(_start, _end, old)) Hold(old, -1);
                if (!Holds(start, end, now)) Hold(now, 1);
            }
            Moves.Add(row);
        }
    }

    private static bool Holds(int start, int end, int set) => start < end ? set >= start && set < end : set >= start || set < end;

    private readonly void Hold(int set, int change)
    {
        if (_addresses is { } addresses)
        {
            foreach (var address in addresses.AsSpan(set * _setSize, Math.Min(_setSize, addresses.Length - (set * _setSize))))
            {
                _held[address] = checked((ushort)(_held[address] + change));
            }
            return;
        }
        var left = _setSize;
        for (var at = _sets[set]; left > 0 && !_order.IsBeyond(at); at = _order.Next(at))
        {
            var address = _order.At(at);
            if (address < 0) continue;
            _held[address] = checked((ushort)(_held[address] + change));
            left--;
        }
    }
}
