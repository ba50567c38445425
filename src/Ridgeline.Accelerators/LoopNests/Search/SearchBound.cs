using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>
/// What mappings cost at least while only some dimensions' factors are placed and only some memories' loops are ordered. All words of a tensor are sent at least
/// once; as often again as loops run that do not move through it and yet lie outside one that does; and to as many instances as do not share them. What is not
/// decided yet counts as what is best for each tensor by itself.
/// </summary>
internal sealed class SearchBound
{
    private readonly MappingSpace _space;
    private readonly NestObjective _objective;
    private readonly TensorReach[] _reaches;
    private readonly LeastFills[] _fills;
    private readonly Transfer[] _transfers;
    private readonly double[] _most;
    private readonly double _computes;
    private readonly FactorChoice[] _choices;
    private readonly bool[] _placed;
    private readonly double[] _instances;
    private readonly double[] _used;
    private readonly double[] _read;
    private readonly double[] _written;

    /// <summary>Makes ready for one way to keep tensors.</summary>
    /// <param name="space">The space.</param>
    /// <param name="objective">What is made small.</param>
    /// <param name="transfers">What goes where.</param>
    public SearchBound(MappingSpace space, NestObjective objective, Transfer[] transfers)
    {
        (_space, _objective, _transfers, _computes) = (space, objective, transfers, space.Workload.Computes);
        _reaches = [.. Enumerable.Range(0, space.Workload.Tensors.Count).Select(t => new TensorReach(space.Workload, t))];
        _fills = [.. _reaches.Select(reach => new LeastFills(space, reach))];
        (_choices, _placed) = (new FactorChoice[space.Dimensions], new bool[space.Dimensions]);
        (_most, _instances, _used) = (new double[space.Levels], new double[space.Levels], new double[space.Levels]);
        (_read, _written) = (new double[space.Levels], new double[space.Levels]);
    }

    /// <summary>Where the factors of each dimension go; those that are not placed are of no account.</summary>
    public FactorChoice[] Choices => _choices;

    /// <summary>How the loops move through each tensor.</summary>
    public IReadOnlyList<TensorReach> Reaches => _reaches;

    /// <summary>Places a dimension's factors.</summary>
    public void Place(int dimension, FactorChoice choice) => (_choices[dimension], _placed[dimension]) = (choice, true);

    /// <summary>Takes them away.</summary>
    public void Remove(int dimension) => _placed[dimension] = false;

    /// <summary>Whether the tiles of what is placed fit, everything else being as small as can be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Fits()
    {
        for (var level = 0; level < _space.Levels; level++)
        {
            if (_space.Architecture.Memories[level].EffectiveSize is not { } size) continue;
            var held = 0.0;
            foreach (var transfer in _transfers)
            {
                if (transfer.Parent == level) held += Held(transfer.Tensor, level);
            }
            if (held > size) return false;
        }
        return true;
    }

    /// <summary>The least cost when all that is placed stays.</summary>
    /// <param name="spread">For each slot, how many instances are used at most in the end.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double OfSome(double[] spread)
    {
        var iterations = Begin(spread);
        var energy = _computes * _space.Architecture.Compute.Energy;
        foreach (var transfer in _transfers) energy += Plain(transfer);
        return Weigh(energy, iterations);
    }

    /// <summary>The least cost when all factors are placed and some memories' loops are ordered.</summary>
    /// <param name="spread">For each slot, how many instances are used.</param>
    /// <param name="orders">The order of the loops at each memory, innermost first.</param>
    /// <param name="decided">From this memory outwards orders are as they are said.</param>
    public double OfAll(double[] spread, int[][] orders, int decided)
    {
        var iterations = Begin(spread);
        var energy = _computes * _space.Architecture.Compute.Energy;
        foreach (var transfer in _transfers)
        {
            var reach = _reaches[transfer.Tensor];
            energy += reach.IsExact || transfer.Child < 0 ? Plain(transfer, orders, decided) : Sliding(transfer, orders, decided);
        }
        return Weigh(energy, iterations);
    }

    /// <summary>Whether neighbours may pass words of a tensor on below a memory.</summary>
    public bool MayPass(int tensor, int level)
    {
        if (_reaches[tensor].IsExact || _space.Architecture.Memories[level].PassesToNeighbours is { } passes && !passes[tensor]) return false;
        for (var d = 0; d < _choices.Length; d++)
        {
            if (_placed[d] && _reaches[tensor].Matters[d] && _choices[d].Spatial[level] > 1) return true;
        }
        return false;
    }

    /// <summary>Whether what is asked for anew each time may come from a neighbour.</summary>
    public bool Helps(Transfer transfer) => _most[transfer.Child + 1] > 1 && !Keeps(transfer)
        && (_space.Architecture.Memories[transfer.Child + 1].PassesToNeighbours is not { } passes || passes[transfer.Tensor]);

    /// <summary>Whether the order of loops matters to a transfer: not where everything is asked for anew.</summary>
    public bool IsOrdered(Transfer transfer) => Keeps(transfer) || Helps(transfer);

    private double Held(int tensor, int level)
    {
        if (!_reaches[tensor].IsExact) return Volume(tensor, level);
        var held = 1.0;
        for (var d = 0; d < _choices.Length; d++)
        {
            if (_placed[d] && _reaches[tensor].Matters[d]) held *= _choices[d].Tile[level];
        }
        return held;
    }

    private double Volume(int tensor, int level)
    {
        var volume = 1.0;
        foreach (var axis in _reaches[tensor].Axes)
        {
            var extent = 1.0;
            foreach (var term in axis) extent += _placed[term.Dimension] ? Math.Abs(term.Coefficient) * (_choices[term.Dimension].Tile[level] - 1) : 0;
            volume *= extent;
        }
        return volume;
    }

    private double Begin(double[] spread)
    {
        var (within, instances) = (1.0, 1.0);
        for (var level = _space.Levels - 1; level >= 0; level--)
        {
            _instances[level] = instances;
            instances *= _most[level] = spread[level * MappingSpace.Kinds] * spread[level * MappingSpace.Kinds + 1];
            _used[level] = 1;
            for (var d = 0; d < _choices.Length; d++)
            {
                if (_placed[d]) _used[level] *= _choices[d].Spatial[level];
            }
            within *= _most[level];
            (_read[level], _written[level]) = (0, 0);
        }
        return Math.Ceiling(_computes / within * (1 - 1e-12));
    }

    // Tiles that never overlap: what is sent is a product over dimensions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Plain(Transfer transfer, int[][]? orders = null, int decided = int.MaxValue)
    {
        var (reach, (tensor, child, parent)) = (_reaches[transfer.Tensor], transfer);
        var around = FirstAround(transfer, out var isOrdered);
        var (again, sent, kept, filled, open) = (1.0, 1.0, 1.0, 1.0, 1.0);
        for (var d = 0; d < _choices.Length; d++)
        {
            if (reach.Matters[d]) continue;
            if (!_placed[d])
            {
                open *= _space.Workload.Sizes[d];
                continue;
            }
            again *= _choices[d].Around[around];
            kept *= _choices[d].Beyond[parent + 1];
            filled *= _choices[d].Beyond[child + 1];
            for (var level = Helps(transfer) ? child + 2 : child + 1; level <= parent; level++)
            {
                if (_space.Architecture.Memories[level].Multicasts is { } multicasts && !multicasts[tensor]) sent *= _choices[d].Spatial[level];
            }
        }
        if (orders is not null && isOrdered && around - 1 >= decided) again *= Outside(reach, orders[around - 1], around - 1);
        var first = 1.0;
        if (child < 0 && open > 1 && !isOrdered)
        {
            // Every operation asks for its operands: what is not shared in space is asked again and again, over time or by instances side by side.
            again *= Math.Max(1, open / Room(0, parent + 1));
            first = Math.Min(open, Room(parent + 1, _space.Levels));
        }
        var words = child < 0 && !isOrdered ? Asked(transfer) : reach.Words;
        if (reach.IsExact || !reach.IsOutput)
            return Account(transfer, words * again * sent * kept, words * again * filled, reach.Words * kept * first, words * filled);
        var part = orders is null ? double.PositiveInfinity : Partition(tensor, parent) * Instances(parent);
        return Account(transfer, words * again * sent * kept, words * again * filled, part, double.PositiveInfinity);
    }

    // Over how many more instances what is not placed yet can be spread.
    private double Room(int from, int to)
    {
        var room = 1.0;
        for (var level = from; level < to; level++) room *= _most[level] / _used[level];
        return room;
    }

    // Words that operations ask for: each for itself, but for those side by side whose windows overlap.
    private double Asked(Transfer transfer)
    {
        var (tensor, _, parent) = transfer;
        var reach = _reaches[tensor];
        if (reach.IsExact || !reach.IsSeparable) return reach.Words;
        var words = 1.0;
        foreach (var axis in reach.Axes)
        {
            foreach (var term in axis) words *= _space.Workload.Sizes[term.Dimension];
            if (axis.Length == 1) continue;
            for (var level = 0; level <= parent; level++)
            {
                if (_space.Architecture.Memories[level].Multicasts is { } multicasts && !multicasts[tensor]) continue;
                words /= Together(axis, level);
            }
        }
        return Math.Max(words, reach.Words);
    }

    // At most so many instances ask for the same word of an axis.
    private double Together(NestTerm[] axis, int level)
    {
        var (all, most, least) = (1.0, 1.0, double.PositiveInfinity);
        foreach (var term in axis)
        {
            var placed = _placed[term.Dimension];
            var spatial = placed ? _choices[term.Dimension].Spatial[level] : _most[level] / _used[level];
            all *= spatial;
            most = Math.Max(most, spatial);
            if (placed) least = Math.Min(least, spatial);
        }
        return axis.Length == 2 ? Math.Min(least, Math.Min(all, _most[level])) : Math.Min(all / most, _most[level]);
    }

    // From where outwards all loops count, whether they move through the tensor or not: one beyond the first memory at which one leaves the tile behind.
    private int FirstAround(Transfer transfer, out bool isOrdered)
    {
        isOrdered = IsOrdered(transfer);
        if (!isOrdered) return transfer.Child + 1;
        var (loops, closes) = (0u, _reaches[transfer.Tensor].Closes);
        for (var d = 0; d < _choices.Length; d++)
        {
            if (_placed[d] && closes[d]) loops |= _choices[d].Loops;
        }
        loops &= uint.MaxValue << (transfer.Child + 1);
        return loops == 0 ? _space.Levels : BitOperations.TrailingZeroCount(loops) + 1;
    }

    // Whether what is taken in stays as long as it is wanted: what computes asks anew each time.
    private bool Keeps(Transfer transfer)
        => transfer.Child >= 0 && (_space.Architecture.Memories[transfer.Child].ReusesOverTime is not { } reuses || reuses[transfer.Tensor]);

    // Of the memory where the first loop moves through the tensor, the others that lie outside it.
    private double Outside(TensorReach reach, int[] order, int level)
    {
        var (moves, product) = (false, 1.0);
        foreach (var d in order)
        {
            if (_choices[d].Temporal[level] == 1) continue;
            if (reach.Closes[d]) moves = true;
            else if (moves && !reach.Matters[d]) product *= _choices[d].Temporal[level];
        }
        return product;
    }

    private double Sliding(Transfer transfer, int[][] orders, int decided)
    {
        var (tensor, child, parent) = transfer;
        var passing = MayPass(tensor, child + 1) || Helps(transfer);
        var fills = Fills(transfer, orders, decided);
        var sent = passing ? Closed(transfer, Touched(transfer)) : fills * Shared(tensor, child + 1, false);
        if (passing) fills = Math.Min(fills, Closed(transfer, _fills[tensor].Volume(_choices, child)));
        for (var level = child + 2; level <= parent; level++) sent *= Shared(tensor, level, MayPass(tensor, level));
        var (around, about) = (Instances(parent), Instances(child));
        var (part, inner) = _reaches[tensor].IsOutput ? (Partition(tensor, parent), Partition(tensor, child)) : (0, 0);
        return Account(transfer, sent * around, fills * about, part * around, inner * about);
    }

    private double Fills(Transfer transfer, int[][] orders, int decided)
    {
        if (Keeps(transfer)) return _fills[transfer.Tensor].Words(_choices, transfer.Child, orders, decided);
        var words = _fills[transfer.Tensor].Volume(_choices, transfer.Child);
        foreach (var choice in _choices) words *= choice.Around[transfer.Child + 1];
        return words;
    }

    private double Instances(int level)
    {
        var product = 1.0;
        foreach (var choice in _choices) product *= choice.Beyond[level + 1];
        return product;
    }

    // How many different parts the instances below a memory ask for; where neighbours help, as many as each part's holders are fewer.
    private double Shared(int tensor, int level, bool passing)
    {
        var (reach, memory, shared) = (_reaches[tensor], _space.Architecture.Memories[level], 1.0);
        if (_used[level] == 1) return 1;
        if (memory.Multicasts is { } multicasts && !multicasts[tensor]) return _used[level];
        foreach (var axis in reach.Axes)
        {
            var most = 1.0;
            foreach (var term in axis) most = Math.Max(most, _choices[term.Dimension].Spatial[level]);
            if (!passing) most = TensorReach.Distinct(axis, d => _choices[d].Spatial[level], d => level == 0 ? 1 : _choices[d].Tile[level - 1]);
            shared = reach.IsSeparable ? shared * most : Math.Max(shared, most);
        }
        return shared;
    }

    // Words that are needed in each round of the loops around which everything is brought again.
    private double Closed(Transfer transfer, double words)
    {
        var first = FirstAround(transfer, out _);
        foreach (var choice in _choices) words *= choice.Around[first];
        return words;
    }

    // Different words that what lies below one instance touches in one such round.
    private double Touched(Transfer transfer)
    {
        var (reach, first, touched) = (_reaches[transfer.Tensor], FirstAround(transfer, out _), 1.0);
        foreach (var axis in reach.Axes)
        {
            var places = 1.0;
            foreach (var term in axis)
            {
                var choice = _choices[term.Dimension];
                places += choice.Tile[transfer.Child] * choice.Spatial[transfer.Child + 1] * choice.Around[transfer.Child + 1] / choice.Around[first] - 1;
            }
            touched = reach.IsSeparable ? touched * places : Math.Max(touched, places);
        }
        return Math.Max(touched, _fills[transfer.Tensor].Volume(_choices, transfer.Child));
    }

    // At most so many words of the tensor concern one instance.
    private double Partition(int tensor, int level)
    {
        var partition = Volume(tensor, _space.Levels - 1);
        for (var l = _space.Levels - 2; l >= level; l--)
        {
            var around = 1.0;
            foreach (var axis in _reaches[tensor].Axes)
            {
                var extent = 1.0;
                foreach (var term in axis)
                    extent += Math.Abs(term.Coefficient) * (_choices[term.Dimension].Tile[l] * _choices[term.Dimension].Spatial[l + 1] - 1);
                around *= extent;
            }
            partition *= Volume(tensor, l) / around;
        }
        return partition;
    }

    // All instances' words: sent by the parent, taken in by the child, and those of sums that each finds nothing to be added to.
    private double Account(Transfer transfer, double sent, double fills, double first, double firstFills)
    {
        var (tensor, child, parent) = transfer;
        var memory = _space.Architecture.Memories[parent];
        var (isOutput, scale) = (_reaches[tensor].IsOutput, 1 / _instances[parent]);
        var reads = isOutput ? Math.Max(0, sent - first) : sent;
        var updates = isOutput ? sent : 0;
        if (memory.BandwidthScale is { } scales) scale *= scales[tensor];
        _read[parent] += reads * scale;
        _written[parent] += updates * scale;
        var energy = (reads * memory.Energies.Read + updates * memory.Energies.Update) / memory.BlockSize * Clusters(memory);
        if (child < 0) return energy;
        var inner = _space.Architecture.Memories[child];
        var filled = isOutput ? Math.Max(0, fills - firstFills) : fills;
        _written[child] += filled / _instances[child] * (inner.BandwidthScale?[tensor] ?? 1);
        return energy + filled * inner.Energies.Write / inner.BlockSize * Clusters(inner);
    }

    private static double Clusters(NestMemory memory) => (double)(memory.Instances / memory.ClusterSize) / memory.Instances;

    private double Weigh(double energy, double iterations)
    {
        var (memories, cycles, within) = (_space.Architecture.Memories, iterations, 1.0);
        for (var level = 0; level < _space.Levels; level++)
        {
            if (memories[level].ReadBandwidth is { } r) cycles = Math.Max(cycles, _read[level] / r);
            if (memories[level].WriteBandwidth is { } w) cycles = Math.Max(cycles, _written[level] / w);
            if (memories[level].SharedBandwidth is { } s) cycles = Math.Max(cycles, (_read[level] + _written[level]) / s);
        }
        var beyond = 1.0;
        for (var level = _space.Levels - 1; level >= 0; level--)
        {
            _instances[level] = beyond;
            beyond *= _used[level];
        }
        for (var level = 0; level < _space.Levels; level++)
        {
            within *= _most[level];
            if (memories[level].Energies.Leak is > 0 and var leak) energy += leak * Math.Max(_instances[level] * cycles, _computes / within);
        }
        energy += _space.Architecture.Compute.Leak * Math.Max(beyond * cycles, _computes);
        return _objective.Weigh(energy, cycles);
    }
}
