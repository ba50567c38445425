namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>
/// How many words the tile of one instance takes in while imperfect loops run around it. The rule is that of <see cref="TemporalWalk"/>: what moves on in the
/// same way keeps what it shares with its last place; what turns starts anew; what rests takes in nothing.
/// </summary>
/// <remarks>
/// The instance is told by its place in each spatial loop. Where a dimension's last round is shorter, an instance beyond its end idles and keeps its
/// tile. A pass of the inner loops depends only on which dimensions are at their end and on how the tile moved last, so equal passes are walked once.
/// </remarks>
internal sealed class ImperfectWalk(ImperfectLoops loops, NestTensor tensor, int inner, bool reuses)
{
    private readonly Dictionary<(int Loops, int Ends, WalkState State), (long Words, WalkState State)> _known = [];
    private readonly Dictionary<(int Loops, int Ends), long[]?> _reach = [];
    private readonly List<long[]> _ways = [];
    private readonly long[] _strides = Strides(loops);
    private readonly List<long[]> _boxes = [];
    private long[] _place = [];

    /// <summary>Words taken in over all time by one instance; null if it never works.</summary>
    /// <param name="place">The instance's place in each loop; only those of spatial loops are looked at.</param>
    public long? Run(long[] place)
    {
        _place = place;
        _known.Clear();
        _reach.Clear();
        var count = loops.Starts[^1];
        if (First(count, loops.AllEnds) is not { } ends) return null;
        var box = Box(ends);
        return checked(Volume(box) + Pass(count, loops.AllEnds, new(-1, box)).Words);
    }

    // The steps of one pass of the innermost loops, after the tile of its first round is there.
    private (long Words, WalkState State) Pass(int count, int ends, WalkState state)
    {
        if (count <= inner) return (0, state);
        var key = (count, ends, state);
        if (_known.TryGetValue(key, out var known)) return known;
        var result = loops[count - 1].IsSpatial ? Beside(count, ends, state) : After(count, ends, state);
        return _known[key] = result;
    }

    private (long Words, WalkState State) Beside(int count, int ends, WalkState state)
        => Within(count, ends) is { } within ? Pass(count - 1, within, state) : (0, state);

    private (long Words, WalkState State) After(int count, int ends, WalkState state)
    {
        var loop = loops[count - 1];
        var (isEnd, cleared) = ((ends >> loop.Dimension & 1) == 1, ends & ~(1 << loop.Dimension));
        var (rounds, words) = (isEnd ? loop.Last : loop.Factor, 0L);
        for (var k = 0L; k < rounds; k++)
        {
            var now = isEnd && k == rounds - 1 ? ends : cleared;
            var before = state;
            var sum = 0L;
            if (k > 0) (sum, state) = Step(count, ends, now, state);
            var (more, then) = Pass(count - 1, now, state);
            (sum, state) = (checked(sum + more), then);
            words = checked(words + sum);
            // A round that ends as it began is followed by equal ones.
            var equal = k > 0 && state == before ? (isEnd ? rounds - 2 : rounds - 1) - k : 0;
            if (equal <= 0) continue;
            words = checked(words + equal * sum);
            k += equal;
        }
        return (words, state);
    }

    private (long Words, WalkState State) Step(int count, int ends, int now, WalkState state)
    {
        if (First(count - 1, now) is not { } first) return (0, state);
        var box = Box(first);
        var loop = loops[count - 1];
        // The round before was no last one, so that its dimension was not at its end.
        var reach = Reach(count - 1, ends & ~(1 << loop.Dimension))!;
        var move = new long[tensor.Axes.Count];
        for (var axis = 0; axis < move.Length; axis++)
        {
            foreach (var term in tensor.Axes[axis])
            {
                move[axis] += term.Coefficient * ((term.Dimension == loop.Dimension ? _strides[count - 1] : 0) - reach[term.Dimension]);
            }
        }
        if (!reuses) return (Volume(box), new(-1, box));
        if (Array.TrueForAll(move, m => m == 0) && box == state.Box) return (0, state);
        var way = Index(_ways, move);
        if (state.Way >= 0 && state.Way != way) return (Volume(box), new(-1, box));
        return (Volume(box) - Shared(move, _boxes[state.Box], _boxes[box]), new(way, box));
    }

    private static long Shared(long[] move, long[] before, long[] now)
    {
        var shared = 1L;
        for (var axis = 0; axis < move.Length; axis++)
            shared *= Math.Max(0, Math.Min(before[axis], move[axis] + now[axis]) - Math.Max(0, move[axis]));
        return shared;
    }

    // The dimensions at their end in the first round of all inner loops; null if this instance does not work then.
    private int? First(int count, int ends)
    {
        int? now = ends;
        for (; count > inner && now is { } at; count--)
        {
            var loop = loops[count - 1];
            if (loop.IsSpatial) now = Within(count, at);
            else if ((at >> loop.Dimension & 1) == 1 && loop.Last > 1) now = at & ~(1 << loop.Dimension);
        }
        return now;
    }

    private int? Within(int count, int ends)
    {
        var loop = loops[count - 1];
        if ((ends >> loop.Dimension & 1) == 0) return ends;
        return _place[count - 1] < loop.Last - 1 ? ends & ~(1 << loop.Dimension) : _place[count - 1] == loop.Last - 1 ? ends : null;
    }

    // How far the tile has moved in each dimension when the inner loops have run; null if this instance did not work.
    private long[]? Reach(int count, int ends)
    {
        if (count <= inner) return new long[_strides.Length];
        if (_reach.TryGetValue((count, ends), out var known)) return known;
        var loop = loops[count - 1];
        long[]? reach;
        if (loop.IsSpatial) reach = Within(count, ends) is { } within ? Reach(count - 1, within) : null;
        else
        {
            var isEnd = (ends >> loop.Dimension & 1) == 1;
            var last = (isEnd ? loop.Last : loop.Factor) - 1;
            reach = Reach(count - 1, ends);
            // An instance beyond the end still lies where it was a round before.
            if (reach is null && isEnd && last-- > 0) reach = Reach(count - 1, ends & ~(1 << loop.Dimension));
            if (reach is not null)
            {
                reach = [.. reach];
                reach[loop.Dimension] += last * _strides[count - 1];
            }
        }
        return _reach[(count, ends)] = reach;
    }

    private static int Index(List<long[]> known, long[] vector)
    {
        var at = known.FindIndex(other => other.AsSpan().SequenceEqual(vector));
        if (at >= 0) return at;
        known.Add(vector);
        return known.Count - 1;
    }

    private int Box(int ends)
    {
        var tile = loops.Tile(inner, ends);
        return Index(_boxes, [.. tensor.Axes.Select(axis => NestWorkload.Extent(axis, tile))]);
    }

    private long Volume(int box) => _boxes[box].Aggregate(1L, (product, extent) => checked(product * extent));

    private static long[] Strides(ImperfectLoops loops)
    {
        var strides = new long[Math.Max(loops.Starts[^1], loops.Tile(0, 0).Length)];
        for (var i = 0; i < loops.Starts[^1]; i++) strides[i] = loops.Tile(i, 0)[loops[i].Dimension];
        return strides;
    }
}
