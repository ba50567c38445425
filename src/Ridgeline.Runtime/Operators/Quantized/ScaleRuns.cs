namespace Ridgeline.Runtime.Operators;

/// <summary>
/// Walks over a tensor in runs of elements that share one scale: one scale for all, one for each place of an axis, or one for each block of places
/// along an axis (then the scales have the tensor's rank).
/// </summary>
internal struct ScaleRuns
{
    private readonly AxisSplit _split;
    private readonly long _block;
    private readonly long _blocks;
    private readonly long _count;

    /// <summary>A walk over a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="scale">Its scales.</param>
    /// <param name="axis">The axis along which they differ; may count from the end.</param>
    /// <param name="block">Places of the axis that share a scale; 0 if the scales are not blocked.</param>
    public ScaleRuns(RuntimeTensor tensor, RuntimeTensor scale, long axis, long block)
    {
        _count = tensor.Count;
        if (scale.Count == 1 && block == 0)
        {
            (_split, _block, _blocks, Length) = (new(1, 1, _count), 0, 1, 0);
            return;
        }
        var along = Shaping.Axis(axis, tensor.Rank);
        _split = AxisSplit.Of(tensor.Dims, along);
        _block = scale.Rank == tensor.Rank && tensor.Rank > 1 ? Math.Max(1, block) : 0;
        _blocks = _block == 0 ? _split.Size : (_split.Size + _block - 1) / _block;
        var wanted = _block == 0 ? _split.Size : _split.Outer * _blocks * _split.Inner;
        if (scale.Count != wanted) throw new OperatorException($"{scale} holds no scales for axis {along} of {tensor}: {wanted} are wanted");
    }

    /// <summary>Where the run begins.</summary>
    public long Offset { get; private set; }

    /// <summary>How many elements it has.</summary>
    public long Length { get; private set; }

    /// <summary>Which scale it has.</summary>
    public long Scale { get; private set; }

    /// <summary>Goes to the next run; false at the end.</summary>
    public bool Next()
    {
        Offset += Length;
        if (Offset >= _count) return false;
        var inner = Offset % _split.Inner;
        var place = Offset / _split.Inner % _split.Size;
        if (_block == 0)
        {
            (Length, Scale) = (_split.Inner, place);
            return true;
        }
        var outer = Offset / (_split.Inner * _split.Size);
        Length = _split.Inner > 1 ? 1 : Math.Min(_block - (place % _block), _split.Size - place);
        Scale = (((outer * _blocks) + (place / _block)) * _split.Inner) + inner;
        return true;
    }
}
