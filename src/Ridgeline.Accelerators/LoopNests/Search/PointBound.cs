using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Sparsity;

namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>
/// What a choice of factors costs at least, whatever the order of its loops and whatever passes by: every operation is done, what computes reads its operands
/// from the innermost memory that must keep them, every word leaves or enters the outermost memory once, and every tile is filled once.
/// </summary>
internal sealed class PointBound
{
    private readonly NestFrame _frame;
    private readonly TensorCounts[] _tensors;
    private readonly MappingSpace _space;
    private readonly NestObjective _objective;
    private readonly int[] _innermost;
    private readonly long[] _whole;

    public PointBound(MappingSpace space, NestObjective objective)
    {
        (_space, _objective, _frame) = (space, objective, new(space.Workload, space.Architecture));
        var tensors = Enumerable.Range(0, space.Workload.Tensors.Count);
        _tensors = [.. tensors.Select(t => new TensorCounts(_frame, t))];
        _innermost = [.. tensors.Select(Innermost)];
        _whole = [.. space.Workload.Tensors.Select(tensor => NestWorkload.Volume(tensor, [.. space.Workload.Sizes]))];
        IsUsable = !SparseAnalysis.IsNeeded(space.Architecture);
    }

    /// <summary>Whether there is a bound: where zeros are left out there is none.</summary>
    public bool IsUsable { get; }

    /// <summary>The least that a mapping with these factors can cost.</summary>
    public double Of(MappingPoint point)
    {
        point.LoadInto(_frame);
        var architecture = _space.Architecture;
        var (energy, cycles) = ((double)_frame.Iterations * _frame.Instances * architecture.Compute.Energy, _frame.Iterations);
        var leak = architecture.Compute.Leak * _frame.Instances;
        for (var level = 0; level < _frame.Levels; level++) leak += architecture.Memories[level].Energies.Leak * _frame.Replication[level];
        var (read, written, top) = (0.0, 0.0, architecture.Memories[^1]);
        for (var t = 0; t < _tensors.Length; t++)
        {
            energy += Least(t);
            var scale = top.BandwidthScale?[t] ?? 1;
            if (_space.Workload.Tensors[t].IsOutput) written += Outermost(t) * scale;
            else read += Outermost(t) * scale;
        }
        cycles = Math.Max(cycles, NestAccount.Cycles(top, read / cycles, written / cycles, cycles));
        return _objective switch
        {
            NestObjective.Latency => cycles,
            NestObjective.Energy => energy + leak * cycles,
            _ => (energy + leak * cycles) * cycles,
        };
    }

    // The only memory that computing can ask for the tensor; -1 if that is open.
    private int Innermost(int tensor)
    {
        for (var level = 0; level < _space.Levels; level++)
        {
            if (level == _space.Levels - 1 || _space.Constraints.Levels[level].Keeps[tensor] is true) return level;
            if (_space.Constraints.Levels[level].Keeps[tensor] is null) return -1;
        }
        return -1;
    }

    // Strides longer than a tile leave words that nobody asks for.
    private double Outermost(int tensor) => _space.Workload.Tensors[tensor].Axes.All(axis => axis.Count == 1) ? _whole[tensor] : 0;

    private double Least(int tensor)
    {
        var (energy, isOutput, counts) = (0.0, _space.Workload.Tensors[tensor].IsOutput, _tensors[tensor]);
        counts.LoadSizes();
        for (var level = 0; level < _frame.Levels; level++)
        {
            var memory = _space.Architecture.Memories[level];
            var isTop = level == _frame.Levels - 1;
            if (!isTop && _space.Constraints.Levels[level].Keeps[tensor] is not true) continue;
            var (reads, fills, updates) = (0.0, isTop || isOutput ? 0.0 : counts.Sizes[level], 0.0);
            if (level == 0 && _innermost[tensor] == 0 && _frame.SpatialStart[0] == _frame.TemporalStart[0])
            {
                if (isOutput) updates = _frame.Iterations;
                else reads = _frame.Iterations;
            }
            else if (isTop && isOutput) updates = Outermost(tensor);
            else if (isTop) reads = Outermost(tensor);
            var clusters = Math.Min(_frame.Replication[level], memory.Instances / memory.ClusterSize);
            energy += clusters / (double)memory.BlockSize * (reads * memory.Energies.Read + fills * memory.Energies.Write + updates * memory.Energies.Update);
        }
        return energy;
    }
}
