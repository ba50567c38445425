using System.Runtime.CompilerServices;
using Ridgeline.Accelerators.LoopNests.Analysis;

namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>One mapping of a space, in a form that is quick to change.</summary>
internal sealed class MappingPoint
{
    private readonly MappingSpace _space;

    public MappingPoint(MappingSpace space)
    {
        _space = space;
        Factors = new long[space.Slots * space.Dimensions];
        Orders = [.. Enumerable.Range(0, space.Levels).Select(space.TemporalOrder)];
        Keeps = new bool[space.Levels * space.Workload.Tensors.Count];
        Clear();
    }

    /// <summary>The factor of each dimension in each slot.</summary>
    public long[] Factors { get; }

    /// <summary>For each memory, its temporal loops' dimensions, innermost first.</summary>
    public int[][] Orders { get; }

    public bool[] Keeps { get; }

    public ref long Factor(int slot, int dimension) => ref Factors[slot * _space.Dimensions + dimension];

    public ref bool Keep(int level, int tensor) => ref Keeps[level * _space.Workload.Tensors.Count + tensor];

    /// <summary>Only what the constraints give, and tensors kept wherever they may be.</summary>
    public void Clear()
    {
        for (var slot = 0; slot < _space.Slots; slot++)
        {
            for (var dimension = 0; dimension < _space.Dimensions; dimension++) Factor(slot, dimension) = _space.Fixed(slot, dimension);
        }
        for (var level = 0; level < _space.Levels; level++)
        {
            for (var tensor = 0; tensor < _space.Workload.Tensors.Count; tensor++)
            {
                Keep(level, tensor) = _space.Constraints.Levels[level].Keeps[tensor] ?? true;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyFrom(MappingPoint other)
    {
        other.Factors.CopyTo(Factors, 0);
        other.Keeps.CopyTo(Keeps, 0);
        for (var level = 0; level < Orders.Length; level++) other.Orders[level].CopyTo(Orders[level], 0);
    }

    /// <summary>Whether a slot has room for one more factor of a dimension.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool HasRoom(int slot, int dimension, long factor)
    {
        if (!_space.Allows(slot, dimension)) return false;
        if (Factor(slot, dimension) * factor > _space.AtMost(slot, dimension)) return false;
        return slot % MappingSpace.Kinds == MappingSpace.Temporal || Used(slot) * factor <= _space.Room(slot);
    }

    /// <summary>How much of a mesh axis is used.</summary>
    public long Used(int slot)
    {
        var used = 1L;
        for (var dimension = 0; dimension < _space.Dimensions; dimension++) used *= Factor(slot, dimension);
        return used;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void LoadInto(NestFrame frame)
    {
        frame.Begin();
        for (var level = 0; level < _space.Levels; level++)
        {
            var slot = level * MappingSpace.Kinds;
            foreach (var d in _space.SpatialOrders[level]) frame.Add(d, Factor(slot + MappingSpace.Horizontal, d), true, false);
            foreach (var d in _space.SpatialOrders[level]) frame.Add(d, Factor(slot + MappingSpace.Vertical, d), true, true);
            frame.EndSpatial(level);
            foreach (var d in Orders[level]) frame.Add(d, Factor(slot + MappingSpace.Temporal, d), false, false);
            frame.EndLevel(level);
        }
        Keeps.CopyTo(frame.Keeps, 0);
        frame.Finish();
    }

    public NestMapping ToMapping() => new([.. Enumerable.Range(0, _space.Levels).Select(Level)]);

    private NestMappingLevel Level(int level)
    {
        var slot = level * MappingSpace.Kinds;
        var across = _space.SpatialOrders[level].Select(d => new NestLoop(d, Factor(slot + MappingSpace.Horizontal, d)));
        var down = _space.SpatialOrders[level].Select(d => new NestLoop(d, Factor(slot + MappingSpace.Vertical, d), isVertical: true));
        var temporal = Orders[level].Select(d => new NestLoop(d, Factor(slot + MappingSpace.Temporal, d)));
        var tensors = _space.Workload.Tensors.Count;
        return new([.. temporal.Where(loop => loop.Factor > 1)], [.. across.Concat(down).Where(loop => loop.Factor > 1)],
            [.. Keeps.AsSpan(level * tensors, tensors)]);
    }
}
