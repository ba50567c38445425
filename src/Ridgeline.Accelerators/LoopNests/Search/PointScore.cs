using System.Runtime.CompilerServices;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Sparsity;

namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>Evaluates points quickly: what a search looks at, and nothing to be printed.</summary>
internal sealed class PointScore
{
    private readonly NestFrame _frame;
    private readonly TensorCounts[] _tensors;
    private readonly NestArchitecture _architecture;
    private readonly NestObjective _objective;
    private readonly bool _isSparse;

    public PointScore(MappingSpace space, NestObjective objective)
    {
        _architecture = space.Architecture;
        _objective = objective;
        _isSparse = SparseAnalysis.IsNeeded(space.Architecture);
        _frame = new(space.Workload, space.Architecture);
        _tensors = [.. Enumerable.Range(0, space.Workload.Tensors.Count).Select(t => new TensorCounts(_frame, t))];
    }

    /// <summary>What is made small.</summary>
    public NestObjective Objective => _objective;

    /// <summary>How many points were valid.</summary>
    public long Evaluated { get; private set; }

    /// <summary>What a point costs; infinite if it does not fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Of(MappingPoint point)
    {
        point.LoadInto(_frame);
        foreach (var tensor in _tensors) tensor.LoadSizes();
        if (!Fits()) return double.PositiveInfinity;
        foreach (var tensor in _tensors) tensor.Count();
        if (!_isSparse)
        {
            Evaluated++;
            return Cost();
        }
        if (!SparseAccount.Fits(_frame, _tensors)) return double.PositiveInfinity;
        Evaluated++;
        var result = SparseAccount.Of(_frame, _tensors);
        return _objective.Weigh(result.Energy.Value * 1e12, result.Cycles);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Fits()
    {
        for (var level = 0; level < _frame.Levels; level++)
        {
            var memory = _architecture.Memories[level];
            // Compressed tiles are measured later.
            if (memory.EffectiveSize is not { } size || _isSparse) continue;
            var held = 0L;
            foreach (var tensor in _tensors) held += tensor.Sizes[level];
            if (held > size || held < size * memory.MinUtilisation) return false;
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Cost()
    {
        var cycles = _frame.Iterations;
        var leak = _architecture.Compute.Leak * _frame.Instances;
        var energy = (double)_frame.Iterations * _frame.Instances * _architecture.Compute.Energy;
        for (var level = 0; level < _frame.Levels; level++)
        {
            var memory = _architecture.Memories[level];
            leak += memory.Energies.Leak * _frame.Replication[level];
            foreach (var t in _tensors)
            {
                if (t.Sizes[level] == 0) continue;
                energy += NestAccount.Picojoules(memory, _frame.Replication[level], t.Reads[level], t.Fills[level], t.Updates[level]);
            }
            cycles = Math.Max(cycles, NestAccount.Demand(memory, _tensors, level, _frame.Iterations).Cycles);
        }
        return _objective.Weigh(energy + leak * cycles, cycles);
    }
}
