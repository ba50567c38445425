using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>What one tensor does at every memory under a mapping: words read, filled and updated by one instance.</summary>
internal sealed class TensorCounts
{
    private readonly NestFrame _frame;
    private readonly NestTensor _tensor;
    private readonly int _index;
    private readonly TensorShape _shape;
    private readonly SpatialSpread _spread;
    private readonly TemporalWalk _walk;
    private readonly double[] _sent;
    private readonly double[] _received;
    private readonly double[] _passed;
    private readonly double[] _fanout;
    private readonly double[] _share;
    private readonly double[] _peers;
    private readonly long[] _size;

    public TensorCounts(NestFrame frame, int index)
    {
        (_frame, _index, _tensor) = (frame, index, frame.Workload.Tensors[index]);
        _shape = new(_tensor, frame.Workload.Dimensions.Count);
        _spread = new(frame, _shape);
        _walk = new(frame, _shape, _spread);
        var levels = frame.Levels;
        (_sent, _received, _passed, _fanout, _share, _peers) = (new double[levels], new double[levels], new double[levels], new double[levels],
            new double[levels], new double[levels]);
        _size = new long[levels];
        (Sizes, Partitions, Reads, Fills, Updates, Reductions)
            = (new long[levels], new long[levels], new long[levels], new long[levels], new long[levels], new long[levels]);
    }

    /// <summary>For each memory, the words of the tile it keeps; 0 where the tensor passes by.</summary>
    public long[] Sizes { get; }

    /// <summary>For each memory, the words of the tensor that one instance is ever concerned with.</summary>
    public long[] Partitions { get; }

    public long[] Reads { get; }

    public long[] Fills { get; }

    public long[] Updates { get; }

    public long[] Reductions { get; }

    /// <summary>Counts everything for the mapping in the frame.</summary>
    /// <exception cref="OverflowException">A counter does not fit into 64 bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count()
    {
        LoadSizes();
        for (var level = 0; level < _frame.Levels; level++) Walk(level);
        LoadPartitions();
        PassBy();
        AddNeighbours();
        for (var level = 0; level < _frame.Levels; level++) Split(level);
    }

    /// <summary>Counts only how much each memory holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void LoadSizes()
    {
        for (var level = 0; level < _frame.Levels; level++)
        {
            _size[level] = _shape.Volume(_frame.Tile(level));
            Sizes[level] = _frame.Keep(level, _index) ? _size[level] : 0;
        }
    }

    /// <summary>Leaves out what passes between a memory that holds all of the tensor and those around it.</summary>
    public void HoldAt(int memory)
    {
        Sizes[memory] = NestWorkload.Volume(_tensor, [.. _frame.Workload.Sizes]);
        Fills[memory] = 0;
        for (var level = memory + 1; level < _frame.Levels; level++)
            (Sizes[level], Reads[level], Fills[level], Updates[level], Reductions[level]) = (0, 0, 0, 0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Walk(int level)
    {
        _spread.Load(level, _index);
        _fanout[level] = _spread.Fanout;
        if (level > 0 && Sizes[level - 1] == 0 && _spread.Fanout == 1)
        {
            // Nothing is kept within, and nothing is spread: what passes by passes through.
            (_sent[level], _received[level], _passed[level], _share[level - 1]) = (1, 1, 0, 0);
            if (level == _frame.Levels - 1) _share[level] = 0;
            return;
        }
        // What a memory keeps over time is said of the memory that is filled.
        var filled = level == 0 ? null : _frame.Architecture.Memories[level - 1].ReusesOverTime;
        var sums = _walk.Run(level, filled is null || filled[_index]);
        _sent[level] = checked(sums.Words * _spread.Distinct + sums.Sent);
        _received[level] = checked(sums.Words * _spread.Fanout + sums.Received);
        _passed[level] = sums.Passed;
        if (level > 0) _share[level - 1] = _received[level] / _fanout[level];
        if (level == _frame.Levels - 1) _share[level] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LoadPartitions()
    {
        var top = _frame.Levels - 1;
        var partition = _size[top];
        Partitions[top] = Sizes[top] > 0 ? partition : 0;
        for (var level = top - 1; level >= 0; level--)
        {
            var around = _shape.Volume(_frame.SpatialTile(level + 1));
            partition = (long)((Int128)partition * _size[level] / around);
            Partitions[level] = Sizes[level] > 0 ? partition : 0;
        }
    }

    // What a memory does not keep is asked of the next one outwards, as often as what lies within asks for it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PassBy()
    {
        var top = _frame.Levels - 1;
        for (var level = 0; level < top; level++)
        {
            if (Sizes[level] > 0) continue;
            var often = _sent[level] * _fanout[level + 1] / _received[level + 1];
            _sent[level + 1] *= often;
            _received[level + 1] *= often;
            _passed[level + 1] = 0;
            _share[level] = 0;
            _sent[level] = 0;
        }
        for (var level = top; level >= 0; level--)
        {
            if (Sizes[level] == 0)
            {
                (_passed[level], _sent[level]) = (0, 0);
                continue;
            }
            _share[level] = 0;
            break;
        }
    }

    private void AddNeighbours()
    {
        _peers.AsSpan().Clear();
        for (var level = _frame.Levels - 1; level > 0; level--)
        {
            if (_passed[level] > 0) _peers[level - 1] += _passed[level] / _frame.Replication[level - 1];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Split(int level)
    {
        if (Sizes[level] == 0)
        {
            (Reads[level], Fills[level], Updates[level], Reductions[level]) = (0, 0, 0, 0);
            return;
        }
        var asked = _sent[level] + _peers[level];
        if (!_tensor.IsOutput)
        {
            (Reads[level], Updates[level], Reductions[level]) = (Round(asked), 0, 0);
            Fills[level] = checked((long)(_share[level] + _peers[level]));
            return;
        }
        // The first sum of each word finds nothing to be added to.
        Updates[level] = Round(_sent[level]);
        Reads[level] = Round(asked - Partitions[level]);
        Reductions[level] = Reads[level];
        Fills[level] = IsOutermost(level) ? Round(_share[level] + _peers[level]) : Round(_share[level] + _peers[level] - Partitions[level]);
    }

    private bool IsOutermost(int level)
    {
        for (var outer = level + 1; outer < _frame.Levels; outer++)
        {
            if (Sizes[outer] > 0) return false;
        }
        return true;
    }

    private static long Round(double count) => checked((long)Math.Round(count, MidpointRounding.AwayFromZero));
}
