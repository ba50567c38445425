using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>
/// One walk through a space that is too large to be searched through: factors move from slot to slot, loops change places; a worse point is taken
/// now and then, ever more rarely (simulated annealing).
/// </summary>
internal sealed class LocalSearch
{
    private const double Warm = 0.6;
    private const double Cold = 0.003;
    private const int MostRepairs = 400;

    private readonly MappingSpace _space;
    private readonly PointScore _score;
    private readonly Random _random;
    private readonly MappingPoint _now;
    private readonly MappingPoint _next;
    private readonly (int Dimension, long Prime)[] _primes;

    public LocalSearch(MappingSpace space, PointScore score, ulong seed)
    {
        (_space, _score) = (space, score);
        _random = new((int)(seed ^ (seed >> 32)));
        (_now, _next, Best) = (new(space), new(space), new(space));
        _primes = [.. space.Primes.SelectMany((primes, d) => primes.Select(p => (d, p)))];
    }

    public MappingPoint Best { get; }

    public double BestCost { get; private set; } = double.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int steps, CancellationToken stop)
    {
        Begin(stop);
        var cost = _score.Of(_now);
        Remember(cost);
        for (var step = 0; step < steps && !stop.IsCancellationRequested; step++)
        {
            _next.CopyFrom(_now);
            if (!Change()) continue;
            var then = _score.Of(_next);
            var heat = Warm * Math.Pow(Cold / Warm, (double)step / steps);
            if (then <= cost || _random.NextDouble() < Math.Exp((Math.Log(cost) - Math.Log(then)) / heat))
            {
                cost = then;
                _now.CopyFrom(_next);
                Remember(cost);
            }
        }
        Descend(stop);
    }

    // Fills meshes first, then small memories, each as far as chance has it; what is left runs outermost.
    private void Begin(CancellationToken stop)
    {
        for (var attempt = 0; attempt < MostRepairs && !stop.IsCancellationRequested; attempt++)
        {
            _now.Clear();
            var primes = _primes.ToArray();
            _random.Shuffle(primes);
            foreach (var (dimension, prime) in primes) Place(dimension, prime);
            foreach (var order in Enumerable.Range(0, _space.Levels)) Shuffle(order);
            if (double.IsFinite(_score.Of(_now))) return;
        }
        // The smallest tiles there are, and as few of them as can be.
        _now.Clear();
        foreach (var (level, tensor) in _space.FreeKeeps) _now.Keep(level, tensor) = false;
        foreach (var (dimension, prime) in _primes) PlaceOutermost(dimension, prime);
    }

    private void Place(int dimension, long prime)
    {
        for (var slot = 0; slot < _space.Slots; slot++)
        {
            var isSpatial = slot % MappingSpace.Kinds != MappingSpace.Temporal;
            if (!_now.HasRoom(slot, dimension, prime) || _random.NextDouble() > (isSpatial ? 0.9 : 0.25)) continue;
            _now.Factor(slot, dimension) *= prime;
            return;
        }
        PlaceOutermost(dimension, prime);
    }

    private void PlaceOutermost(int dimension, long prime)
    {
        for (var slot = _space.Slots - 1; slot >= 0; slot--)
        {
            if (!_now.HasRoom(slot, dimension, prime)) continue;
            _now.Factor(slot, dimension) *= prime;
            return;
        }
    }

    private void Shuffle(int level) => _random.Shuffle(_now.Orders[level].AsSpan(_space.FixedOrder(level)));

    private bool Change() => _random.Next(8) switch
    {
        < 4 => Move(),
        < 6 => Exchange(),
        6 => Reorder(),
        _ => Flip(),
    };

    private bool Move()
    {
        if (_primes.Length == 0) return false;
        var (dimension, prime) = _primes[_random.Next(_primes.Length)];
        var from = Holder(dimension, prime);
        var to = _random.Next(_space.Slots);
        if (from < 0 || to == from) return false;
        _next.Factor(from, dimension) /= prime;
        if (!_next.HasRoom(to, dimension, prime)) return false;
        _next.Factor(to, dimension) *= prime;
        if (to % MappingSpace.Kinds == MappingSpace.Temporal && _random.Next(2) == 0) Innermost(to / MappingSpace.Kinds, dimension);
        return true;
    }

    // Two factors change places: where a memory or a mesh is full, one alone cannot move.
    private bool Exchange()
    {
        if (_primes.Length < 2) return false;
        var (d1, p1) = _primes[_random.Next(_primes.Length)];
        var (d2, p2) = _primes[_random.Next(_primes.Length)];
        var (s1, s2) = (Holder(d1, p1), Holder(d2, p2));
        if (s1 < 0 || s2 < 0 || s1 == s2) return false;
        _next.Factor(s1, d1) /= p1;
        if (_next.Factor(s2, d2) % p2 != 0) return false;
        _next.Factor(s2, d2) /= p2;
        if (!_next.HasRoom(s2, d1, p1)) return false;
        _next.Factor(s2, d1) *= p1;
        if (!_next.HasRoom(s1, d2, p2)) return false;
        _next.Factor(s1, d2) *= p2;
        return true;
    }

    private bool Reorder()
    {
        var level = _random.Next(_space.Levels);
        var start = _space.FixedOrder(level);
        if (_space.Dimensions - start < 2) return false;
        Innermost(level, _next.Orders[level][_random.Next(start, _space.Dimensions)]);
        return true;
    }

    private void Innermost(int level, int dimension)
    {
        var order = _next.Orders[level];
        var (start, at) = (_space.FixedOrder(level), Array.IndexOf(order, dimension));
        if (at <= start) return;
        order.AsSpan(start, at - start).CopyTo(order.AsSpan(start + 1));
        order[start] = dimension;
    }

    private bool Flip()
    {
        if (_space.FreeKeeps.Count == 0) return Move();
        var (level, tensor) = _space.FreeKeeps[_random.Next(_space.FreeKeeps.Count)];
        ref var keep = ref _next.Keep(level, tensor);
        keep = !keep;
        return true;
    }

    // A slot that holds a factor, chosen by chance.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Holder(int dimension, long prime)
    {
        var (found, seen) = (-1, 0);
        for (var slot = 0; slot < _space.Slots; slot++)
        {
            if (!_space.Allows(slot, dimension) || _next.Factor(slot, dimension) % prime != 0) continue;
            if (_random.Next(++seen) == 0) found = slot;
        }
        return found;
    }

    private void Remember(double cost)
    {
        if (cost >= BestCost) return;
        BestCost = cost;
        Best.CopyFrom(_now);
    }

    // From the best point, every single move, until none is better.
    private void Descend(CancellationToken stop)
    {
        if (!double.IsFinite(BestCost)) return;
        _now.CopyFrom(Best);
        for (var improved = true; improved && !stop.IsCancellationRequested;)
        {
            improved = false;
            foreach (var (dimension, prime) in _primes.Distinct())
            {
                for (var from = 0; from < _space.Slots; from++)
                {
                    for (var to = 0; to < _space.Slots; to++) improved |= Try(dimension, prime, from, to);
                }
            }
            for (var level = 0; level < _space.Levels; level++)
            {
                for (var at = _space.FixedOrder(level) + 1; at < _space.Dimensions; at++) improved |= TryInnermost(level, at);
            }
        }
    }

    private bool Try(int dimension, long prime, int from, int to)
    {
        if (from == to || !_space.Allows(from, dimension) || !_space.Allows(to, dimension) || _now.Factor(from, dimension) % prime != 0) return false;
        _next.CopyFrom(_now);
        _next.Factor(from, dimension) /= prime;
        if (!_next.HasRoom(to, dimension, prime)) return false;
        _next.Factor(to, dimension) *= prime;
        return Accept();
    }

    private bool TryInnermost(int level, int at)
    {
        var dimension = _now.Orders[level][at];
        if (_now.Factor(level * MappingSpace.Kinds + MappingSpace.Temporal, dimension) == 1) return false;
        _next.CopyFrom(_now);
        Innermost(level, dimension);
        return Accept();
    }

    private bool Accept()
    {
        var cost = _score.Of(_next);
        if (cost >= BestCost * (1 - 1e-12)) return false;
        BestCost = cost;
        _now.CopyFrom(_next);
        Best.CopyFrom(_next);
        return true;
    }
}
