namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>What one tensor does at every memory under a mapping whose factors need not divide: the average over the instances that ever work.</summary>
/// <remarks>
/// Instances that never differ in when they work are walked once. Words go from each memory that keeps the tensor straight to the next one within that
/// does. Neighbours pass nothing on here: what they might pass is read from the memory.
/// </remarks>
internal sealed class ImperfectCounts(NestFrame frame, ImperfectLoops loops, int index, TensorCounts counts)
{
    private readonly NestTensor _tensor = frame.Workload.Tensors[index];

    /// <summary>Fills in the counts.</summary>
    /// <exception cref="OverflowException">A counter does not fit into 64 bits.</exception>
    public void Count()
    {
        var child = -1;
        for (var level = 0; level < frame.Levels; level++)
        {
            (counts.Sizes[level], counts.Partitions[level], counts.Reads[level], counts.Fills[level], counts.Updates[level], counts.Reductions[level])
                = (0, 0, 0, 0, 0, 0);
            if (!frame.Keep(level, index)) continue;
            var above = loops.Starts[level + 1];
            counts.Sizes[level] = NestWorkload.Volume(_tensor, loops.Tile(above, loops.LargestEnds(above)));
            var (sent, received) = Moved(level, child);
            if (child >= 0) Fill(child, received);
            Send(level, sent);
            child = level;
        }
    }

    private void Send(int level, double sent)
    {
        var partition = Partition(level);
        counts.Partitions[level] = Each(level, partition);
        if (!_tensor.IsOutput)
        {
            counts.Reads[level] = Each(level, sent);
            return;
        }
        counts.Updates[level] = Each(level, sent);
        counts.Reads[level] = counts.Reductions[level] = Each(level, sent - partition);
    }

    private void Fill(int level, double received)
        => counts.Fills[level] = Each(level, _tensor.IsOutput ? received - Partition(level) : received);

    private long Each(int level, double total) => checked((long)Math.Round(total / frame.Replication[level], MidpointRounding.AwayFromZero));

    // Each instance of a memory is concerned with its own part once; parts along what the tensor does not know are the same words.
    private double Partition(int level)
    {
        var (active, words) = (loops.Active(loops.Starts[level + 1]), (double)NestWorkload.Volume(_tensor, [.. frame.Workload.Sizes]));
        for (var d = 0; d < active.Length; d++)
        {
            if (!_tensor.DependsOn(d)) words *= active[d];
        }
        return words;
    }

    private (double Sent, double Received) Moved(int level, int child)
    {
        var inner = loops.Starts[child + 1];
        var reuses = child >= 0 && (frame.Architecture.Memories[child].ReusesOverTime?[index] ?? true);
        var walk = new ImperfectWalk(loops, _tensor, inner, reuses);
        var (place, sent, received) = (new long[loops.Starts[^1]], 0.0, 0.0);
        Visit(loops.Starts[^1], 1, 1);
        var isEach = Enumerable.Range(child + 1, level - child).Any(l => frame.Architecture.Memories[l].Multicasts is { } m && !m[index]);
        return (isEach ? received : sent * Different(inner, loops.Starts[level + 1]), received);

        // Goes through one place for each kind of instance.
        void Visit(int count, double all, double different)
        {
            while (count > inner && !loops[count - 1].IsSpatial) count--;
            if (count == inner)
            {
                if (walk.Run(place) is not { } words) return;
                (sent, received) = (sent + words * different, received + words * all);
                return;
            }
            var loop = loops[count - 1];
            var isShared = count - 1 < loops.Starts[level + 1] && !_tensor.DependsOn(loop.Dimension);
            foreach (var (at, times) in new[] { (0, loop.Last - 1), (loop.Last - 1, 1), (loop.Factor - 1, loop.Factor - loop.Last) })
            {
                if (times == 0) continue;
                place[count - 1] = at;
                // One reading serves all that hold the same words; the first of them works whenever any does.
                Visit(count - 1, all * times, different * (isShared ? at == 0 ? 1 : 0 : times));
            }
        }
    }

    // Where two loops share an axis, instances along a diagonal hold the same words: the share of parts that differ.
    private double Different(int inner, int end)
    {
        var own = Enumerable.Range(inner, end - inner).Where(i => loops[i].IsSpatial && _tensor.DependsOn(loops[i].Dimension)).ToList();
        if (own.Select(i => loops[i].Dimension).Distinct().Count() < 2) return 1;
        var all = own.Aggregate(1L, (product, i) => checked(product * loops[i].Factor));
        var places = new HashSet<string>(StringComparer.Ordinal);
        for (var n = 0L; n < all; n++)
        {
            var (rest, at) = (n, new long[_tensor.Axes.Count]);
            foreach (var i in own)
            {
                var (loop, step) = (loops[i], rest % loops[i].Factor * loops.Tile(i, 0)[loops[i].Dimension]);
                rest /= loop.Factor;
                for (var axis = 0; axis < at.Length; axis++)
                    at[axis] += _tensor.Axes[axis].Where(term => term.Dimension == loop.Dimension).Sum(term => term.Coefficient * step);
            }
            places.Add(string.Join(',', at));
        }
        return (double)places.Count / all;
    }
}
