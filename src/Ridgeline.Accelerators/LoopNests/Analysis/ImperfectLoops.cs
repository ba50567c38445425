namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>
/// The loops of a mapping whose factors need not divide, innermost first. In its last round a dimension runs <c>Last</c> times, and within that round
/// its inner loops run shorter the last time, too; everywhere else all run in full.
/// </summary>
/// <remarks>A dimension is <em>at its end</em> while all its loops further out are in their last round: one bit a dimension.</remarks>
internal sealed class ImperfectLoops
{
    private readonly ImperfectLoop[] _loops;
    private readonly int _dimensions;

    public ImperfectLoops(NestMapping mapping, int dimensions)
    {
        _dimensions = dimensions;
        var loops = new List<ImperfectLoop>();
        Starts = new int[mapping.Levels.Count + 1];
        for (var level = 0; level < mapping.Levels.Count; level++)
        {
            Starts[level] = loops.Count;
            loops.AddRange(mapping.Levels[level].Spatial.Select(loop => new ImperfectLoop(loop.Dimension, loop.Factor, loop.Last, true)));
            loops.AddRange(mapping.Levels[level].Temporal.Select(loop => new ImperfectLoop(loop.Dimension, loop.Factor, loop.Last, false)));
        }
        Starts[^1] = loops.Count;
        _loops = [.. loops];
        AllEnds = (1 << dimensions) - 1;
    }

    /// <summary>For each memory its first loop; one more entry says where all end.</summary>
    public int[] Starts { get; }

    /// <summary>All dimensions at their end.</summary>
    public int AllEnds { get; }

    public ImperfectLoop this[int loop] => _loops[loop];

    /// <summary>The part of each dimension that some loops make, from the innermost.</summary>
    /// <param name="count">How many loops.</param>
    /// <param name="ends">The dimensions that are at their end.</param>
    public long[] Tile(int count, int ends)
    {
        var (full, tile) = (Ones(), Ones());
        for (var i = 0; i < count; i++)
        {
            ref readonly var loop = ref _loops[i];
            tile[loop.Dimension] += (loop.Last - 1) * full[loop.Dimension];
            full[loop.Dimension] = checked(full[loop.Dimension] * loop.Factor);
        }
        for (var d = 0; d < _dimensions; d++)
        {
            if ((ends >> d & 1) == 0) tile[d] = full[d];
        }
        return tile;
    }

    /// <summary>Cycles of the computation: rounds of the temporal loops in which some instance works.</summary>
    public long Cycles()
    {
        var (full, last) = (Ones(), Ones());
        foreach (ref readonly var loop in _loops.AsSpan())
        {
            var d = loop.Dimension;
            // Beside an instance in its last, shorter round another one may still run in full.
            last[d] = loop.IsSpatial ? loop.Last > 1 ? full[d] : last[d] : checked((loop.Last - 1) * full[d] + last[d]);
            if (!loop.IsSpatial) full[d] = checked(full[d] * loop.Factor);
        }
        return last.Aggregate(1L, (product, cycles) => checked(product * cycles));
    }

    /// <summary>The dimensions at their end in the largest tile that some loops ever make: those whose loops further out run but once.</summary>
    public int LargestEnds(int count)
    {
        var ends = AllEnds;
        for (var i = Starts[^1] - 1; i >= count; i--)
        {
            if (_loops[i].Last > 1) ends &= ~(1 << _loops[i].Dimension);
        }
        return ends;
    }

    /// <summary>For each dimension, how many parts of it instances outside some loops ever work on side by side.</summary>
    public long[] Active(int count)
    {
        var (full, last) = (Ones(), Ones());
        for (var i = count; i < Starts[^1]; i++)
        {
            ref readonly var loop = ref _loops[i];
            var d = loop.Dimension;
            last[d] = loop.IsSpatial ? checked((loop.Last - 1) * full[d] + last[d]) : loop.Last > 1 ? full[d] : last[d];
            if (loop.IsSpatial) full[d] = checked(full[d] * loop.Factor);
        }
        return last;
    }

    private long[] Ones()
    {
        var ones = new long[_dimensions];
        ones.AsSpan().Fill(1);
        return ones;
    }
}
