namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>Non-zeros as they really lie in a tensor's data: tiles are runs of neighbouring elements.</summary>
public sealed record ActualDensity : DensityModel
{
    private readonly long[] _before;
    private readonly Dictionary<long, (double Empty, long Most)> _known = [];
    private readonly Lock _lock = new();

    /// <summary>Takes the pattern of a tensor.</summary>
    /// <param name="isNonZero">For each element, in the order of memory, whether it is not zero.</param>
    public ActualDensity(ReadOnlySpan<bool> isNonZero)
    {
        _before = new long[isNonZero.Length + 1];
        for (var i = 0; i < isNonZero.Length; i++) _before[i + 1] = _before[i] + (isNonZero[i] ? 1 : 0);
    }

    /// <inheritdoc/>
    public override double Density => _before.Length > 1 ? (double)_before[^1] / (_before.Length - 1) : 0;

    /// <inheritdoc/>
    public override double ChanceEmpty(long size) => Look(size).Empty;

    /// <inheritdoc/>
    public override long Most(long size) => Look(size).Most;

    private (double Empty, long Most) Look(long size)
    {
        size = Math.Clamp(size, 1, Math.Max(1, _before.Length - 1));
        lock (_lock)
        {
            if (_known.TryGetValue(size, out var known)) return known;
            var (tiles, empty, most) = (0L, 0L, 0L);
            for (var at = 0L; at + size < _before.Length; at += size, tiles++)
            {
                var count = _before[at + size] - _before[at];
                if (count == 0) empty++;
                most = Math.Max(most, count);
            }
            return _known[size] = (tiles > 0 ? (double)empty / tiles : 0, most);
        }
    }
}
