using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>The words that a tile takes in at least while all loops around it run, where windows slide and strides leave holes.</summary>
/// <remarks>
/// As <c>TemporalWalk</c> counts them, but a step always brings what is new to where the tile was, whatever way it came; and where the order at a memory is
/// open, the order that is best for this tensor alone: the least over all orders of a set of loops follows from the least of the sets with one loop less.
/// </remarks>
internal sealed class LeastFills
{
    private readonly MappingSpace _space;
    private readonly TensorReach _reach;
    private readonly long[] _extent;
    private readonly double[] _reached;
    private readonly double[] _steps;
    private readonly int[] _loops;
    private readonly double[] _factor;
    private readonly double[] _least;
    private double _volume;

    public LeastFills(MappingSpace space, TensorReach reach)
    {
        (_space, _reach) = (space, reach);
        (_extent, _reached) = (new long[reach.Axes.Length], new double[reach.Axes.Length]);
        (_loops, _factor, _steps) = (new int[space.Dimensions], new double[space.Dimensions], new double[space.Dimensions * reach.Axes.Length]);
        _least = new double[1 << space.Dimensions];
    }

    /// <summary>The words of one tile of a memory: a box.</summary>
    public double Volume(FactorChoice?[] choices, int level)
    {
        _volume = 1;
        for (var axis = 0; axis < _extent.Length; axis++)
        {
            _extent[axis] = 1;
            foreach (var term in _reach.Axes[axis])
                _extent[axis] += Math.Abs(term.Coefficient) * ((level < 0 ? 1 : choices[term.Dimension]?.Tile[level] ?? 1) - 1);
            _volume *= _extent[axis];
        }
        return _volume;
    }

    /// <summary>The least words that one instance of a memory takes in.</summary>
    /// <param name="choices">Where the factors of all dimensions go.</param>
    /// <param name="child">The memory.</param>
    /// <param name="orders">The order of the loops at each memory, innermost first.</param>
    /// <param name="decided">From this memory outwards orders are as they are said; within it they are open.</param>
    public double Words(FactorChoice[] choices, int child, int[][] orders, int decided)
    {
        var words = Volume(choices, child);
        _reached.AsSpan().Clear();
        var (closed, moved) = (false, false);
        for (var level = child + 1; level < _space.Levels; level++)
        {
            // What leaves the tile where it is runs innermost where it may.
            var count = Load(choices, level, level >= decided ? orders[level] : null, !moved && level < decided);
            if (count == 0) continue;
            if (closed)
            {
                for (var i = 0; i < count; i++) words *= _factor[i];
                continue;
            }
            words = _volume + (level >= decided ? InOrder(count, words - _volume) : AnyOrder(count, words - _volume));
            for (var i = 0; i < count; i++)
            {
                for (var axis = 0; axis < _reached.Length; axis++) _reached[axis] += _steps[i * _reached.Length + axis];
                closed |= _reach.Closes[_loops[i]];
                moved |= _reach.Matters[_loops[i]];
            }
        }
        return words;
    }

    private int Load(FactorChoice[] choices, int level, int[]? order, bool onlyMoving)
    {
        var count = 0;
        for (var at = 0; at < _space.Dimensions; at++)
        {
            var d = order is null ? at : order[at];
            if ((choices[d].Loops >> level & 1) == 0 || (onlyMoving && !_reach.Matters[d])) continue;
            (_loops[count], _factor[count]) = (d, choices[d].Temporal[level]);
            var stride = choices[d].Tile[level] / choices[d].Temporal[level];
            for (var axis = 0; axis < _reached.Length; axis++)
            {
                var step = 0.0;
                foreach (var term in _reach.Axes[axis])
                {
                    if (term.Dimension == d) step = term.Coefficient * stride;
                }
                _steps[count * _reached.Length + axis] = step;
            }
            count++;
        }
        return count;
    }

    private double InOrder(int count, double pass)
    {
        var within = 0;
        for (var i = 0; i < count; i++)
        {
            pass = _factor[i] * pass + (_factor[i] - 1) * Step(i, within);
            within |= 1 << i;
        }
        return pass;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double AnyOrder(int count, double pass)
    {
        _least[0] = pass;
        for (var set = 1; set < 1 << count; set++)
        {
            var least = double.PositiveInfinity;
            for (var i = 0; i < count; i++)
            {
                if ((set >> i & 1) == 0) continue;
                var within = set & ~(1 << i);
                least = Math.Min(least, _factor[i] * _least[within] + (_factor[i] - 1) * Step(i, within));
            }
            _least[set] = least;
        }
        return _least[(1 << count) - 1];
    }

    // What a step of a loop brings when those of a set, and all of the memories within, run inside it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Step(int loop, int within)
    {
        var (shared, axes) = (1.0, _reached.Length);
        for (var axis = 0; axis < axes; axis++)
        {
            var reached = _reached[axis];
            for (var rest = within; rest != 0; rest &= rest - 1) reached += _steps[System.Numerics.BitOperations.TrailingZeroCount(rest) * axes + axis];
            shared *= Math.Max(0, _extent[axis] - Math.Abs(_steps[loop * axes + axis] - reached));
        }
        return _volume - shared;
    }
}
