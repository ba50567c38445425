namespace Ridgeline.Runtime.Operators;

/// <summary>Matrices of heads inside a tensor: [batch, heads, length, size], or [batch, length, heads size] where they lie interleaved.</summary>
/// <param name="start">The first element.</param>
/// <param name="batchStride">From one batch item to the next.</param>
/// <param name="headStride">From one head to the next.</param>
/// <param name="row">From one token of a head to the next.</param>
internal readonly unsafe struct Matrices(float* start, long batchStride, long headStride, long row)
{
    private readonly float* _start = start;

    /// <summary>Floats from one token of a head to the next.</summary>
    public nint Row => (nint)row;

    /// <summary>The first token of a head.</summary>
    public float* At(long batch, long head) => _start + (batch * batchStride) + (head * headStride);

    /// <summary>Those of a tensor.</summary>
    public static Matrices Of(RuntimeTensor tensor, bool packed, long heads, long size)
    {
        var length = packed ? tensor.Dims[1] : tensor.Dims[2];
        return packed
            ? new(tensor.Pointer<float>(), length * heads * size, size, heads * size)
            : new(tensor.Pointer<float>(), length * heads * size, length * size, size);
    }
}
