namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>All mappings that constraints allow: where each dimension's factors may go, which orders are free, which tensors may pass by.</summary>
/// <remarks>A slot is a place for factors: horizontal, vertical or temporal, at one memory.</remarks>
internal sealed class MappingSpace
{
    public const int Kinds = 3;
    public const int Horizontal = 0;
    public const int Vertical = 1;
    public const int Temporal = 2;

    private readonly bool[] _allowed;
    private readonly long[] _fixed;
    private readonly long[] _atMost;

    public MappingSpace(NestWorkload workload, NestArchitecture architecture, NestConstraints constraints)
    {
        (Workload, Architecture, Constraints) = (workload, architecture, constraints);
        (Levels, Dimensions) = (architecture.Memories.Count, workload.Dimensions.Count);
        Slots = Levels * Kinds;
        _allowed = new bool[Slots * Dimensions];
        _fixed = new long[Slots * Dimensions];
        _atMost = new long[Slots * Dimensions];
        _fixed.AsSpan().Fill(1);
        _atMost.AsSpan().Fill(long.MaxValue);
        for (var level = 0; level < Levels; level++)
        {
            for (var dimension = 0; dimension < Dimensions; dimension++) Limit(level, dimension);
        }
        Primes = [.. Enumerable.Range(0, Dimensions).Select(FreePrimes)];
        FreeKeeps = [.. from level in Enumerable.Range(0, Levels)
                        from tensor in Enumerable.Range(0, workload.Tensors.Count)
                        where level < Levels - 1 && constraints.Levels[level].Keeps[tensor] is null
                        select (level, tensor)];
        SpatialOrders = [.. constraints.Levels.Select(level => Order(level.Spatial))];
    }

    public NestWorkload Workload { get; }

    public NestArchitecture Architecture { get; }

    public NestConstraints Constraints { get; }

    public int Levels { get; }

    public int Dimensions { get; }

    public int Slots { get; }

    /// <summary>For each dimension, the prime factors that the constraints leave to be placed, largest first.</summary>
    public long[][] Primes { get; }

    /// <summary>Where a tensor may be kept or passed by.</summary>
    public IReadOnlyList<(int Level, int Tensor)> FreeKeeps { get; }

    /// <summary>For each memory, the order of its spatial loops, innermost first.</summary>
    public int[][] SpatialOrders { get; }

    /// <summary>Why the space is empty; null if it is not, as far as can be told at once.</summary>
    public string? Contradiction { get; private set; }

    public bool Allows(int slot, int dimension) => _allowed[slot * Dimensions + dimension];

    public long Fixed(int slot, int dimension) => _fixed[slot * Dimensions + dimension];

    public long AtMost(int slot, int dimension) => _atMost[slot * Dimensions + dimension];

    /// <summary>How much a slot holds over all dimensions: the mesh.</summary>
    public long Room(int slot) => (slot % Kinds) switch
    {
        Horizontal => Architecture.FanoutX(slot / Kinds),
        Vertical => Architecture.FanoutY(slot / Kinds),
        _ => long.MaxValue,
    };

    /// <summary>The order of temporal loops that a memory begins with: what the constraints say, then the rest.</summary>
    public int[] TemporalOrder(int level) => Order(Constraints.Levels[level].Temporal);

    /// <summary>How many loops of that order, from the innermost, must stay where they are.</summary>
    public int FixedOrder(int level) => Constraints.Levels[level].Temporal.Innermost.Count;

    private int[] Order(LoopConstraint said) => [.. said.Innermost.Concat(Enumerable.Range(0, Dimensions)).Distinct()];

    private void Limit(int level, int dimension)
    {
        var said = Constraints.Levels[level];
        Set(level * Kinds + Temporal, dimension, said.Temporal.Factors[dimension]);
        var isVertical = said.Spatial.Split is { } split && Array.IndexOf(Order(said.Spatial), dimension) >= split;
        var (x, y) = (Architecture.FanoutX(level), Architecture.FanoutY(level));
        var limit = said.Spatial.Factors[dimension];
        var mustSplit = said.Spatial.Split is not null && x > 1 && y > 1;
        if (limit.Exactly is > 0)
        {
            // A factor that is given goes where there is room for it.
            var across = mustSplit ? !isVertical : x >= limit.Exactly || y == 1;
            Set(level * Kinds + (across ? Horizontal : Vertical), dimension, limit);
            return;
        }
        var axes = said.Spatial.Axes?[dimension] ?? MeshAxes.Across | MeshAxes.Down;
        if (x > 1 && axes.HasFlag(MeshAxes.Across) && !(mustSplit && isVertical)) Set(level * Kinds + Horizontal, dimension, limit);
        if (y > 1 && axes.HasFlag(MeshAxes.Down) && !(mustSplit && !isVertical)) Set(level * Kinds + Vertical, dimension, limit);
    }

    private void Set(int slot, int dimension, FactorLimit limit)
    {
        var at = slot * Dimensions + dimension;
        if (limit.Exactly is { } factor and > 0) _fixed[at] = factor;
        else _allowed[at] = true;
        if (limit.AtMost is { } most) _atMost[at] = most;
    }

    private long[] FreePrimes(int dimension)
    {
        var rest = Workload.Sizes[dimension];
        for (var slot = 0; slot < Slots; slot++)
        {
            var factor = Fixed(slot, dimension);
            if (rest % factor != 0)
            {
                Contradiction ??= $"the factors that are given for '{Workload.Dimensions[dimension]}' do not divide {Workload.Sizes[dimension]}";
                return [];
            }
            rest /= factor;
        }
        var primes = new List<long>();
        for (var p = 2L; p * p <= rest; p++)
        {
            for (; rest % p == 0; rest /= p) primes.Add(p);
        }
        if (rest > 1) primes.Add(rest);
        if (primes.Count > 0 && !Enumerable.Range(0, Slots).Any(slot => Allows(slot, dimension)))
        {
            Contradiction ??= $"the factors that are given for '{Workload.Dimensions[dimension]}' do not make {Workload.Sizes[dimension]}";
        }
        primes.Reverse();
        return [.. primes];
    }
}
