namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>Non-zeros as they really lie in a tensor's data: every tile is looked at.</summary>
public sealed record ActualDensity : DensityModel
{
    // The counts of all boxes that begin at the first element; an axis of one coordinate adds nothing and is left out.
    private readonly int[] _sums;
    private readonly int[] _extents;
    private readonly int[] _strides;
    private readonly bool[] _isAxis;
    private readonly Dictionary<string, (double Empty, long Most)> _known = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Takes the pattern of a tensor of one axis.</summary>
    /// <param name="isNonZero">For each element, in the order of memory, whether it is not zero.</param>
    public ActualDensity(ReadOnlySpan<bool> isNonZero) : this(isNonZero, [isNonZero.Length])
    {
    }

    /// <summary>Takes the pattern of a tensor.</summary>
    /// <param name="isNonZero">For each element, the last axis running fastest, whether it is not zero.</param>
    /// <param name="extents">The extent of each axis; their product is the number of elements, at most 2^30.</param>
    public ActualDensity(ReadOnlySpan<bool> isNonZero, IReadOnlyList<long> extents)
    {
        _isAxis = [.. extents.Select(extent => extent > 1)];
        _extents = [.. extents.Where(extent => extent > 1).Select(extent => checked((int)extent))];
        _strides = new int[_extents.Length];
        for (int axis = _extents.Length - 1, stride = 1; axis >= 0; stride *= _extents[axis], axis--) _strides[axis] = stride;
        _sums = new int[isNonZero.Length];
        for (var i = 0; i < isNonZero.Length; i++) _sums[i] = isNonZero[i] ? 1 : 0;
        for (var axis = 0; axis < _extents.Length; axis++)
        {
            for (var i = 0; i < _sums.Length; i++)
            {
                if (i / _strides[axis] % _extents[axis] > 0) _sums[i] += _sums[i - _strides[axis]];
            }
        }
    }

    /// <inheritdoc/>
    public override double Density => _sums.Length > 0 ? (double)_sums[^1] / _sums.Length : 0;

    /// <inheritdoc/>
    public override double ChanceEmpty(long size) => Look(Run(size)).Empty;

    /// <inheritdoc/>
    public override long Most(long size) => Look(Run(size)).Most;

    /// <inheritdoc/>
    public override double ChanceEmpty(ReadOnlySpan<long> box) => Look(Box(box)).Empty;

    /// <inheritdoc/>
    public override long Most(ReadOnlySpan<long> box) => Look(Box(box)).Most;

    // A size without a shape is a run of neighbours: whole axes as far as they go, from the last.
    private int[] Run(long size)
    {
        var box = new int[_extents.Length];
        for (var axis = _extents.Length - 1; axis >= 0; axis--)
        {
            box[axis] = (int)Math.Clamp(size, 1, _extents[axis]);
            size /= _extents[axis];
        }
        return box;
    }

    private int[] Box(ReadOnlySpan<long> box)
    {
        var own = new int[_extents.Length];
        for (int axis = 0, at = 0; axis < _isAxis.Length; axis++)
        {
            if (!_isAxis[axis]) continue;
            own[at] = (int)Math.Clamp(axis < box.Length ? box[axis] : 1, 1, _extents[at]);
            at++;
        }
        return own;
    }

    private (double Empty, long Most) Look(int[] box)
    {
        var key = string.Join('x', box);
        lock (_lock)
        {
            if (_known.TryGetValue(key, out var known)) return known;
            var (first, tiles, empty, most) = (new int[box.Length], 0L, 0L, 0L);
            do
            {
                var count = Count(first, box);
                (tiles, empty, most) = (tiles + 1, empty + (count == 0 ? 1 : 0), Math.Max(most, count));
            }
            while (Next(first, box));
            return _known[key] = ((double)empty / tiles, most);
        }
    }

    private bool Next(int[] first, int[] box)
    {
        for (var axis = box.Length - 1; axis >= 0; axis--)
        {
            first[axis] += box[axis];
            if (first[axis] < _extents[axis]) return true;
            first[axis] = 0;
        }
        return false;
    }

    // By inclusion and exclusion over the corners of the box.
    private long Count(int[] first, int[] box)
    {
        var count = 0L;
        for (var corner = 0; corner < 1 << box.Length; corner++)
        {
            var (at, sign, isInside) = (0, 1, _sums.Length > 0);
            for (var axis = 0; axis < box.Length && isInside; axis++)
            {
                var isLow = (corner >> axis & 1) != 0;
                var coordinate = isLow ? first[axis] - 1 : Math.Min(first[axis] + box[axis], _extents[axis]) - 1;
                (at, sign, isInside) = (at + coordinate * _strides[axis], isLow ? -sign : sign, coordinate >= 0);
            }
            if (isInside) count += sign * _sums[at];
        }
        return count;
    }
}
