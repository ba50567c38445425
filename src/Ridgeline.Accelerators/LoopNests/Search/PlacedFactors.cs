using System.Numerics;

namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>The dimensions whose factors are placed, and what follows for the tiles, instances and loops of each tensor.</summary>
internal sealed class PlacedFactors
{
    private readonly MappingSpace _space;
    private readonly TensorReach[] _reaches;
    private readonly FactorChoice[] _choices;
    private readonly bool[] _placed;
    private readonly double[] _most;
    private readonly double[] _used;

    /// <summary>Nothing is placed.</summary>
    public PlacedFactors(MappingSpace space)
    {
        _space = space;
        _reaches = [.. Enumerable.Range(0, space.Workload.Tensors.Count).Select(t => new TensorReach(space.Workload, t))];
        (_choices, _placed) = (new FactorChoice[space.Dimensions], new bool[space.Dimensions]);
        (_most, _used) = (new double[space.Levels], new double[space.Levels]);
    }

    /// <summary>Where the factors of each dimension go; those that are not placed are of no account.</summary>
    public FactorChoice[] Choices => _choices;

    /// <summary>How the loops move through each tensor.</summary>
    public IReadOnlyList<TensorReach> Reaches => _reaches;

    /// <summary>For each memory, over how many instances within it all is spread at most in the end.</summary>
    public double[] Most => _most;

    /// <summary>For each memory, over how many instances what is placed is spread.</summary>
    public double[] Used => _used;

    /// <summary>Whether a dimension's factors are placed.</summary>
    public bool IsPlaced(int dimension) => _placed[dimension];

    /// <summary>Takes over how far each slot is used at most in the end.</summary>
    /// <param name="spread">For each slot, how many instances.</param>
    public void Load(double[] spread)
    {
        for (var level = 0; level < _most.Length; level++)
        {
            (_most[level], _used[level]) = (spread[level * MappingSpace.Kinds] * spread[level * MappingSpace.Kinds + 1], 1);
            for (var d = 0; d < _choices.Length; d++)
            {
                if (_placed[d]) _used[level] *= _choices[d].Spatial[level];
            }
        }
    }

    /// <summary>Places a dimension's factors.</summary>
    public void Place(int dimension, FactorChoice choice) => (_choices[dimension], _placed[dimension]) = (choice, true);

    /// <summary>Takes them away.</summary>
    public void Remove(int dimension) => _placed[dimension] = false;

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

    /// <summary>Words of a tensor that a memory must hold at least.</summary>
    public double Held(int tensor, int level)
    {
        if (!_reaches[tensor].IsExact) return Volume(tensor, level);
        var held = 1.0;
        for (var d = 0; d < _choices.Length; d++)
        {
            if (_placed[d] && _reaches[tensor].Matters[d]) held *= _choices[d].Tile[level];
        }
        return held;
    }

    /// <summary>Words of the box that a tile of a tensor takes at a memory.</summary>
    public double Volume(int tensor, int level)
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

    /// <summary>Over how many more instances what is not placed yet can be spread.</summary>
    public double Room(int from, int to)
    {
        var room = 1.0;
        for (var level = from; level < to; level++) room *= _most[level] / _used[level];
        return room;
    }

    /// <summary>Words that operations ask for: each for itself, but for those side by side whose windows overlap.</summary>
    public double Asked(Transfer transfer)
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

    /// <summary>From where outwards all loops count, whether they move through the tensor or not: one beyond the first memory at which one leaves the tile behind.</summary>
    public int FirstAround(Transfer transfer, out bool isOrdered)
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

    /// <summary>Whether what is taken in stays as long as it is wanted: what computes asks anew each time.</summary>
    public bool Keeps(Transfer transfer)
        => transfer.Child >= 0 && (_space.Architecture.Memories[transfer.Child].ReusesOverTime is not { } reuses || reuses[transfer.Tensor]);

    /// <summary>How many instances of a memory are used when all is placed.</summary>
    public double Instances(int level)
    {
        var product = 1.0;
        foreach (var choice in _choices) product *= choice.Beyond[level + 1];
        return product;
    }

    /// <summary>How many different parts the instances below a memory ask for; where neighbours help, as many as each part's holders are fewer.</summary>
    public double Shared(int tensor, int level, bool passing)
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

    /// <summary>At most so many words of the tensor concern one instance.</summary>
    public double Partition(int tensor, int level)
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
}
