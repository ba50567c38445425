namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>Goes through a whole space: all factors, all orders of loops that run more than once, all choices of what passes by.</summary>
/// <remarks>For sparse tensors, of which there is no bound: where zeros lie decides what a loop costs.</remarks>
internal sealed class ExhaustiveSearch
{
    private readonly MappingSpace _space;
    private readonly PointScore _score;
    private readonly MappingPoint _point;
    private readonly CancellationToken _stop;

    public ExhaustiveSearch(MappingSpace space, PointScore score, CancellationToken stop)
    {
        (_space, _score, _stop) = (space, score, stop);
        (_point, Best) = (new(space), new(space));
    }

    public MappingPoint Best { get; }

    public double BestCost { get; private set; } = double.PositiveInfinity;

    /// <summary>How many points there are at most.</summary>
    public static double Count(MappingSpace space)
    {
        var choices = 1.0;
        for (var d = 0; d < space.Dimensions; d++)
        {
            foreach (var group in space.Primes[d].GroupBy(p => p))
            {
                var slots = Enumerable.Range(0, space.Slots).Count(slot => space.Allows(slot, d));
                choices *= Choose(slots + group.Count() - 1, group.Count());
            }
        }
        choices *= Math.Pow(2, space.FreeKeeps.Count);
        for (var level = 0; level < space.Levels; level++)
        {
            var free = Enumerable.Range(0, space.Dimensions).Count(d => space.Primes[d].Length > 0
                && space.Allows(level * MappingSpace.Kinds + MappingSpace.Temporal, d)
                && Array.IndexOf(space.TemporalOrder(level), d) >= space.FixedOrder(level));
            // Few loops run at all memories at once: a half of them on average.
            for (var n = 2; n <= (free + 1) / 2; n++) choices *= n;
        }
        return choices;
    }

    /// <summary>Goes through the part of the space whose number leaves a rest.</summary>
    public void Run(int part, int parts)
    {
        var (at, index) = (new List<(int, long, int)>(), 0L);
        for (var d = 0; d < _space.Dimensions; d++)
        {
            foreach (var group in _space.Primes[d].GroupBy(p => p)) at.Add((d, group.Key, group.Count()));
        }
        Place(at, 0, 0, at.Count > 0 ? at[0].Item3 : 0, ref index, part, parts);
    }

    private static double Choose(int n, int k)
    {
        var product = 1.0;
        for (var i = 1; i <= k; i++) product = product * (n - k + i) / i;
        return product;
    }

    private void Place(List<(int Dimension, long Prime, int Count)> groups, int group, int slot, int left, ref long index, int part, int parts)
    {
        if (_stop.IsCancellationRequested) return;
        if (group == groups.Count)
        {
            if (index++ % parts == part) Order(0);
            return;
        }
        var (dimension, prime, _) = groups[group];
        if (left == 0)
        {
            Place(groups, group + 1, 0, group + 1 < groups.Count ? groups[group + 1].Count : 0, ref index, part, parts);
            return;
        }
        if (slot == _space.Slots) return;
        var before = _point.Factor(slot, dimension);
        for (var n = 0; n <= left; n++)
        {
            Place(groups, group, slot + 1, left - n, ref index, part, parts);
            if (!_point.HasRoom(slot, dimension, prime)) break;
            _point.Factor(slot, dimension) *= prime;
        }
        _point.Factor(slot, dimension) = before;
    }

    private void Order(int level)
    {
        if (level == _space.Levels)
        {
            Keep(0);
            return;
        }
        var slot = level * MappingSpace.Kinds + MappingSpace.Temporal;
        var order = _point.Orders[level];
        var start = _space.FixedOrder(level);
        // Loops that run once go outermost and are not permuted.
        Array.Sort(order, start, order.Length - start, Comparer<int>.Create((a, b) =>
            (_point.Factor(slot, a) == 1, a).CompareTo((_point.Factor(slot, b) == 1, b))));
        var end = start;
        while (end < order.Length && _point.Factor(slot, order[end]) > 1) end++;
        Permute(level, start, end);
    }

    private void Permute(int level, int start, int end)
    {
        if (end - start < 2)
        {
            Order(level + 1);
            return;
        }
        var order = _point.Orders[level];
        for (var at = start; at < end; at++)
        {
            (order[start], order[at]) = (order[at], order[start]);
            Permute(level, start + 1, end);
            (order[start], order[at]) = (order[at], order[start]);
        }
    }

    private void Keep(int index)
    {
        if (index == _space.FreeKeeps.Count)
        {
            var cost = _score.Of(_point);
            if (cost >= BestCost) return;
            BestCost = cost;
            Best.CopyFrom(_point);
            return;
        }
        var (level, tensor) = _space.FreeKeeps[index];
        foreach (var keep in (ReadOnlySpan<bool>)[true, false])
        {
            _point.Keep(level, tensor) = keep;
            Keep(index + 1);
        }
    }
}
