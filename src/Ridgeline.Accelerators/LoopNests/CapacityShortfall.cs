namespace Ridgeline.Accelerators.LoopNests;

/// <summary>A memory that is too small for what a mapping keeps in it.</summary>
/// <param name="Level">The memory.</param>
/// <param name="Words">Words that one instance would have to hold.</param>
/// <param name="Capacity">Words that it can hold.</param>
/// <param name="WordBits">Bits of a word.</param>
/// <param name="Tensor">The tensor that takes most of it.</param>
/// <param name="TensorWords">Words of that tensor.</param>
public sealed record CapacityShortfall(string Level, long Words, long Capacity, int WordBits, string Tensor, long TensorWords)
{
    /// <summary>Bytes that are missing.</summary>
    public long MissingBytes => (long)(((Int128)(Words - Capacity) * WordBits + 7) / 8);
}
