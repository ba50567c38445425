using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>
/// How many words a tile takes in while the loops around it run. A tile that moves along keeps what it shares with where it was, as long as it moves
/// on in the same way; when the direction changes it starts anew.
/// </summary>
/// <remarks>
/// Tiles are boxes and all of one size, so what a step of a loop brings depends on how far the tile moves and on how it moved before. The sum over
/// millions of steps is therefore a sum over loops: each loop is its first pass, and one step with a further pass times how often it repeats.
/// </remarks>
internal sealed class TemporalWalk(NestFrame frame, TensorShape shape, SpatialSpread spread)
{
    private const int None = -1;
    private const int Nothing = 0;
    private const int Whole = 1;
    private const int MostStates = 6;

    private readonly int _axes = shape.Axes;
    private readonly long[] _extent = new long[shape.Axes];
    private readonly long[] _reached = new long[shape.Axes];
    private readonly long[] _shift = new long[shape.Axes];
    private readonly long[] _moves = new long[frame.Dimension.Length * shape.Axes];
    private readonly long[] _factor = new long[frame.Dimension.Length];
    private readonly long[] _slab = new long[frame.Dimension.Length];
    private readonly bool[] _rests = new bool[frame.Dimension.Length];
    private readonly int[] _known = new int[frame.Dimension.Length + 1];
    private readonly (int State, int Out, WalkSums Sums)[] _memo = new (int, int, WalkSums)[(frame.Dimension.Length + 1) * MostStates];
    private long _volume;
    private bool _reuses;
    private bool _isPoint;

    /// <summary>The sums for the tile of the memory within a memory, over all temporal loops from that memory outwards.</summary>
    /// <param name="level">The memory that sends.</param>
    /// <param name="reuses">Whether a tile keeps what the next one shares with it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public WalkSums Run(int level, bool reuses)
    {
        _reuses = reuses;
        _isPoint = level == 0;
        // A single operation asks for its operands each time, unless they lie there for several at once.
        if (_isPoint && spread.Fanout == 1) return new(frame.Iterations, 0, 0, 0);
        if (_isPoint) _extent.AsSpan().Fill(1);
        _volume = _isPoint ? 1 : shape.Extents(frame.Tile(level - 1), _extent);
        var loops = LoadLoops(level);
        _known.AsSpan(0, loops + 1).Clear();
        var first = new WalkSums(_volume, 0, 0, 0);
        return first + Pass(loops, State(None, Whole), out _);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LoadLoops(int level)
    {
        _reached.AsSpan().Clear();
        var count = 0;
        for (var loop = frame.TemporalStart[level]; loop < frame.Count; loop++)
        {
            if (frame.IsSpatial[loop]) continue;
            var (shared, rests) = (1L, true);
            for (var axis = 0; axis < _axes; axis++)
            {
                var step = shape.Coefficient(axis, frame.Dimension[loop]) * frame.Stride[loop];
                var move = step - _reached[axis];
                _moves[count * _axes + axis] = move;
                _reached[axis] += step;
                shared *= Math.Max(0, _extent[axis] - Math.Abs(move));
                rests &= move == 0;
            }
            (_factor[count], _slab[count], _rests[count]) = (frame.Factor[loop], _volume - shared, rests);
            count++;
        }
        return count;
    }

    // All that the innermost loops bring after their first iteration.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private WalkSums Pass(int loops, int state, out int then)
    {
        if (loops == 0)
        {
            then = state;
            return default;
        }
        for (var i = 0; i < _known[loops]; i++)
        {
            ref var known = ref _memo[loops * MostStates + i];
            if (known.State != state) continue;
            then = known.Out;
            return known.Sums;
        }
        var first = Pass(loops - 1, state, out var reached);
        var step = Take(loops - 1, reached, out reached);
        var further = Pass(loops - 1, reached, out then);
        var sums = first + (step + further).Times(_factor[loops - 1] - 1);
        if (_known[loops] < MostStates) _memo[loops * MostStates + _known[loops]++] = (state, then, sums);
        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private WalkSums Take(int loop, int state, out int then)
    {
        var (way, held) = ((state >> 8) - 1, state & 0xFF);
        int brought;
        if (_isPoint || !_reuses) brought = Whole;
        else if (_rests[loop]) brought = Nothing;
        else if (way == None || IsSameMove(way, loop))
        {
            if (way == None) way = loop;
            brought = _slab[loop] == _volume ? Whole : 2 + loop;
        }
        else (way, brought) = (None, Whole);
        then = State(way, brought);
        if (brought == Nothing) return default;
        var words = brought == Whole ? _volume : _slab[loop];
        return spread.MayPass && held != Nothing && IsSameShape(held, brought) ? Passed(loop, held, brought, words) : new(words, 0, 0, 0);
    }

    private WalkSums Passed(int loop, int held, int brought, long words)
    {
        for (var axis = 0; axis < _axes; axis++) _shift[axis] = _moves[loop * _axes + axis] + Offset(brought, axis) - Offset(held, axis);
        var served = spread.ServedByNeighbours(_shift, out var distinct);
        return distinct < spread.Distinct && served > 0
            ? new(0, checked(words * distinct), checked(words * (spread.Fanout - served)), checked(words * served))
            : new(words, 0, 0, 0);
    }

    // Where in its tile the part that was brought begins.
    private long Offset(int brought, int axis)
    {
        if (brought == Whole) return 0;
        var move = _moves[(brought - 2) * _axes + axis];
        return move > 0 ? _extent[axis] - move : 0;
    }

    private bool IsSameShape(int a, int b)
    {
        if (a == b) return true;
        if (a == Whole || b == Whole) return false;
        for (var axis = 0; axis < _axes; axis++)
        {
            if (Math.Abs(_moves[(a - 2) * _axes + axis]) != Math.Abs(_moves[(b - 2) * _axes + axis])) return false;
        }
        return true;
    }

    private bool IsSameMove(int a, int b)
        => a == b || _moves.AsSpan(a * _axes, _axes).SequenceEqual(_moves.AsSpan(b * _axes, _axes));

    private static int State(int way, int held) => (way + 1) << 8 | held;
}
