using Ridgeline.Accelerators.LoopNests.Analysis;

namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>How likely an access meets nothing: for the part of a target that moves at once, which parts of other tensors it meets.</summary>
/// <remarks>
/// After Wu et al., Sparseloop (MICRO 2022): what a target's tile meets until it moves on is the tile of the loops within its first loop, and all that
/// instances side by side work on with it. Loops that move both tensors leave but one step of the other. A block moves at once.
/// </remarks>
internal sealed class SparseConditions
{
    private readonly NestFrame _frame;
    private readonly NestTensor _target;
    private readonly int _from;
    private readonly int _child;
    private readonly int _end;
    private readonly int _loop;
    private readonly bool _isScalar;
    private readonly bool _isSpatial;
    private readonly long[] _tile;
    private readonly long[] _around;
    private readonly List<int> _relevant = [];

    /// <summary>Looks at the target's tile in one memory.</summary>
    /// <param name="frame">The nest.</param>
    /// <param name="target">The tensor whose accesses may be left out.</param>
    /// <param name="from">The memory that is accessed.</param>
    /// <param name="child">The next memory within that keeps it; -1 if what computes asks.</param>
    public SparseConditions(NestFrame frame, int target, int from, int child)
    {
        (_frame, _target, _from, _child) = (frame, frame.Workload.Tensors[target], from, child);
        _end = from + 1 < frame.Levels ? frame.SpatialStart[from + 1] : frame.Count;
        _loop = child >= 0 ? FirstOfTarget(frame.SpatialStart[child + 1]) : FirstOfComputing();
        _isScalar = child < 0 && (_loop < 0 || _loop >= frame.TemporalStart[0]);
        _isSpatial = !_isScalar && _loop >= 0 && frame.IsSpatial[_loop];
        _tile = Ones();
        if (!_isScalar) Widen(_tile, _loop >= 0 ? _loop + 1 : _end);
        _around = [.. _tile];
        if (_loop >= 0) LoadAround();
    }

    /// <summary>The share of accesses that meet nothing in at least one of some tensors.</summary>
    public double ShareEmpty(IReadOnlyList<int> others)
    {
        var effectual = 1.0;
        foreach (var other in others)
        {
            var tensor = _frame.Workload.Tensors[other];
            if (tensor.Density is { } density && Met(tensor) is { } met) effectual *= 1 - density.ChanceEmpty(met);
        }
        return 1 - effectual;
    }

    private int FirstOfTarget(int start)
    {
        for (var loop = start; loop < _end; loop++)
        {
            if (_target.DependsOn(_frame.Dimension[loop])) return loop;
        }
        return -1;
    }

    // What computes asks anew for each operation, whatever stays the same; instances side by side ask together.
    private int FirstOfComputing()
    {
        for (var loop = 0; loop + 1 < _frame.TemporalStart[0]; loop++)
        {
            if (_target.DependsOn(_frame.Dimension[loop])) return loop;
        }
        return _frame.TemporalStart[0] > 0 ? _frame.TemporalStart[0] - 1 : _frame.Count > 0 ? 0 : -1;
    }

    private void LoadAround()
    {
        _relevant.Add(_loop);
        var moves = !_isSpatial;
        for (var loop = _loop + 1; loop < _end; loop++)
        {
            var isTarget = _child < 0 || _target.DependsOn(_frame.Dimension[loop]);
            if (_frame.IsSpatial[loop] || (!moves && !isTarget))
            {
                _around[_frame.Dimension[loop]] *= _frame.Factor[loop];
                _relevant.Add(loop);
            }
            else if (isTarget) moves = true;
        }
    }

    // The elements of another tensor that go with one access; null where they are not in its order, so that nothing can be left out.
    private long[]? Met(NestTensor other)
    {
        var (together, all) = (new SortedDictionary<int, double>(), 1.0);
        foreach (var loop in _isScalar ? [] : _relevant)
        {
            var dimension = _frame.Dimension[loop];
            if (!other.DependsOn(dimension)) continue;
            if (_isSpatial && together.Count > 0) return null;
            if (!_target.DependsOn(dimension)) continue;
            together[dimension] = together.GetValueOrDefault(dimension, 1) * _frame.Factor[loop];
            all *= _frame.Factor[loop];
        }
        var part = (long[])_around.Clone();
        var blocks = Math.Ceiling(_frame.Architecture.Memories[_from].BlockSize / (NestWorkload.Volume(_target, _tile) / all));
        foreach (var (dimension, factor) in together)
        {
            part[dimension] = (long)Math.Ceiling(part[dimension] / (factor / blocks));
            blocks /= factor;
        }
        if (blocks > 1 && _loop >= 0) part[_frame.Dimension[_loop]] = (long)(part[_frame.Dimension[_loop]] * blocks);
        return [.. other.Axes.Select(axis => NestWorkload.Extent(axis, part))];
    }

    private long[] Ones()
    {
        var ones = new long[_frame.Workload.Dimensions.Count];
        ones.AsSpan().Fill(1);
        return ones;
    }

    private void Widen(long[] tile, int end)
    {
        for (var loop = 0; loop < end; loop++) tile[_frame.Dimension[loop]] *= _frame.Factor[loop];
    }
}
