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
    private readonly PlacedFactors _placed;
    private readonly LeastFills[] _fills;
    private readonly Transfer[] _transfers;
    private readonly double _computes;
    private readonly double[] _instances;
    private readonly double[] _read;
    private readonly double[] _written;

    /// <summary>Makes ready for one way to keep tensors.</summary>
    /// <param name="space">The space.</param>
    /// <param name="placed">What is placed.</param>
    /// <param name="objective">What is made small.</param>
    /// <param name="transfers">What goes where.</param>
    public SearchBound(MappingSpace space, PlacedFactors placed, NestObjective objective, Transfer[] transfers)
    {
        (_space, _objective, _transfers, _computes) = (space, objective, transfers, space.Workload.Computes);
        _placed = placed;
        _fills = [.. placed.Reaches.Select(reach => new LeastFills(space, reach))];
        _instances = new double[space.Levels];
        (_read, _written) = (new double[space.Levels], new double[space.Levels]);
    }

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
                if (transfer.Parent == level) held += _placed.Held(transfer.Tensor, level);
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
            var reach = _placed.Reaches[transfer.Tensor];
            energy += reach.IsExact || transfer.Child < 0 ? Plain(transfer, orders, decided) : Sliding(transfer, orders, decided);
        }
        return Weigh(energy, iterations);
    }

    private double Begin(double[] spread)
    {
        _placed.Load(spread);
        var within = 1.0;
        for (var level = _space.Levels - 1; level >= 0; level--)
        {
            (_instances[level], _read[level], _written[level]) = (within, 0, 0);
            within *= _placed.Most[level];
        }
        return Math.Ceiling(_computes / within * (1 - 1e-12));
    }

    // Tiles that never overlap: what is sent is a product over dimensions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Plain(Transfer transfer, int[][]? orders = null, int decided = int.MaxValue)
    {
        var (reach, (tensor, child, parent)) = (_placed.Reaches[transfer.Tensor], transfer);
        var around = _placed.FirstAround(transfer, out var isOrdered);
        var (again, sent, kept, filled, open) = (1.0, 1.0, 1.0, 1.0, 1.0);
        for (var d = 0; d < _placed.Choices.Length; d++)
        {
            if (reach.Matters[d]) continue;
            if (!_placed.IsPlaced(d))
            {
                open *= _space.Workload.Sizes[d];
                continue;
            }
            again *= _placed.Choices[d].Around[around];
            kept *= _placed.Choices[d].Beyond[parent + 1];
            filled *= _placed.Choices[d].Beyond[child + 1];
            for (var level = _placed.Helps(transfer) ? child + 2 : child + 1; level <= parent; level++)
            {
                if (_space.Architecture.Memories[level].Multicasts is { } multicasts && !multicasts[tensor]) sent *= _placed.Choices[d].Spatial[level];
            }
        }
        if (orders is not null && isOrdered && around - 1 >= decided) again *= Outside(reach, orders[around - 1], around - 1);
        var first = 1.0;
        if (child < 0 && open > 1 && !isOrdered)
        {
            // Every operation asks for its operands: what is not shared in space is asked again and again, over time or by instances side by side.
            again *= Math.Max(1, open / _placed.Room(0, parent + 1));
            first = Math.Min(open, _placed.Room(parent + 1, _space.Levels));
        }
        var words = child < 0 && !isOrdered ? _placed.Asked(transfer) : reach.Words;
        if (reach.IsExact || !reach.IsOutput)
            return Account(transfer, words * again * sent * kept, words * again * filled, reach.Words * kept * first, words * filled);
        var part = orders is null ? double.PositiveInfinity : _placed.Partition(tensor, parent) * _placed.Instances(parent);
        return Account(transfer, words * again * sent * kept, words * again * filled, part, double.PositiveInfinity);
    }

    // Of the memory where the first loop moves through the tensor, the others that lie outside it.
    private double Outside(TensorReach reach, int[] order, int level)
    {
        var (moves, product) = (false, 1.0);
        foreach (var d in order)
        {
            if (_placed.Choices[d].Temporal[level] == 1) continue;
            if (reach.Closes[d]) moves = true;
            else if (moves && !reach.Matters[d]) product *= _placed.Choices[d].Temporal[level];
        }
        return product;
    }

    private double Sliding(Transfer transfer, int[][] orders, int decided)
    {
        var (tensor, child, parent) = transfer;
        var passing = _placed.MayPass(tensor, child + 1) || _placed.Helps(transfer);
        var fills = Fills(transfer, orders, decided);
        var sent = passing ? Closed(transfer, Touched(transfer)) : fills * _placed.Shared(tensor, child + 1, false);
        if (passing) fills = Math.Min(fills, Closed(transfer, _fills[tensor].Volume(_placed.Choices, child)));
        for (var level = child + 2; level <= parent; level++) sent *= _placed.Shared(tensor, level, _placed.MayPass(tensor, level));
        var (around, about) = (_placed.Instances(parent), _placed.Instances(child));
        var (part, inner) = _placed.Reaches[tensor].IsOutput ? (_placed.Partition(tensor, parent), _placed.Partition(tensor, child)) : (0, 0);
        return Account(transfer, sent * around, fills * about, part * around, inner * about);
    }

    private double Fills(Transfer transfer, int[][] orders, int decided)
    {
        if (_placed.Keeps(transfer)) return _fills[transfer.Tensor].Words(_placed.Choices, transfer.Child, orders, decided);
        var words = _fills[transfer.Tensor].Volume(_placed.Choices, transfer.Child);
        foreach (var choice in _placed.Choices) words *= choice.Around[transfer.Child + 1];
        return words;
    }

    // Words that are needed in each round of the loops around which everything is brought again.
    private double Closed(Transfer transfer, double words)
    {
        var first = _placed.FirstAround(transfer, out _);
        foreach (var choice in _placed.Choices) words *= choice.Around[first];
        return words;
    }

    // Different words that what lies below one instance touches in one such round.
    private double Touched(Transfer transfer)
    {
        var (reach, first, touched) = (_placed.Reaches[transfer.Tensor], _placed.FirstAround(transfer, out _), 1.0);
        foreach (var axis in reach.Axes)
        {
            var places = 1.0;
            foreach (var term in axis)
            {
                var choice = _placed.Choices[term.Dimension];
                places += choice.Tile[transfer.Child] * choice.Spatial[transfer.Child + 1] * choice.Around[transfer.Child + 1] / choice.Around[first] - 1;
            }
            touched = reach.IsSeparable ? touched * places : Math.Max(touched, places);
        }
        return Math.Max(touched, _fills[transfer.Tensor].Volume(_placed.Choices, transfer.Child));
    }

    // All instances' words: sent by the parent, taken in by the child, and those of sums that each finds nothing to be added to.
    private double Account(Transfer transfer, double sent, double fills, double first, double firstFills)
    {
        var (tensor, child, parent) = transfer;
        var memory = _space.Architecture.Memories[parent];
        var (isOutput, scale) = (_placed.Reaches[tensor].IsOutput, 1 / _instances[parent]);
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
            beyond *= _placed.Used[level];
        }
        for (var level = 0; level < _space.Levels; level++)
        {
            within *= _placed.Most[level];
            if (memories[level].Energies.Leak is > 0 and var leak) energy += leak * Math.Max(_instances[level] * cycles, _computes / within);
        }
        energy += _space.Architecture.Compute.Leak * Math.Max(beyond * cycles, _computes);
        return _objective.Weigh(energy, cycles);
    }
}
