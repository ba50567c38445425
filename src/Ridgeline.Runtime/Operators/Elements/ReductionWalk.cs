namespace Ridgeline.Runtime.Operators;

/// <summary>Where the elements lie that one output of a reduction is made of.</summary>
internal readonly struct ReductionWalk
{
    private readonly (long Size, long Stride)[] _kept;
    private readonly (long Size, long Stride)[] _gone;

    /// <summary>A walk over dimensions of which some are reduced.</summary>
    public ReductionWalk(long[] dims, bool[] reduced)
    {
        var strides = StridedCopy.Strides(dims);
        _kept = [.. dims.Select((d, i) => (d, strides[i])).Where((_, i) => !reduced[i])];
        _gone = [.. dims.Select((d, i) => (d, strides[i])).Where((_, i) => reduced[i])];
        Kept = _kept.Aggregate(1L, (n, d) => n * d.Size);
        Gone = _gone.Aggregate(1L, (n, d) => n * d.Size);
    }

    /// <summary>How many outputs there are.</summary>
    public long Kept { get; }

    /// <summary>How many elements one output is made of.</summary>
    public long Gone { get; }

    /// <summary>Where the elements of an output begin.</summary>
    public long KeptOffset(long index) => Offset(_kept, index);

    /// <summary>How far from there an element lies.</summary>
    public long GoneOffset(long index) => Offset(_gone, index);

    private static long Offset((long Size, long Stride)[] dims, long index)
    {
        var offset = 0L;
        for (var i = dims.Length - 1; i >= 0; i--)
        {
            offset += index % dims[i].Size * dims[i].Stride;
            index /= dims[i].Size;
        }
        return offset;
    }
}
