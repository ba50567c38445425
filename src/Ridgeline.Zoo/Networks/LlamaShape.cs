namespace Ridgeline.Zoo.Networks;

/// <summary>The sizes of a decoder of Llama's kind.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layers">Decoder layers.</param>
/// <param name="Width">The hidden size.</param>
/// <param name="Heads">Heads of the queries.</param>
/// <param name="Pairs">Heads of keys and values; fewer than <paramref name="Heads"/> in grouped-query attention.</param>
/// <param name="Inner">The width of the feed-forward part.</param>
/// <param name="Vocabulary">Tokens that have an embedding and a score.</param>
/// <param name="Rotary">How positions turn queries and keys.</param>
internal sealed record LlamaShape(
    string Name, int Layers, long Width, long Heads, long Pairs, long Inner, long Vocabulary, RotaryScheme Rotary)
{
    /// <summary>Experts among which each token's feed-forward part is chosen; 0 is one part for all.</summary>
    public long Experts { get; init; }

    /// <summary>Experts that a token is sent to.</summary>
    public long Chosen { get; init; }

    /// <summary>The constant under the roots of normalisations.</summary>
    public float Epsilon { get; init; } = 1e-5f;

    /// <summary>The width of one head.</summary>
    public long Size => Width / Heads;
}
