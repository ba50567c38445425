namespace Ridgeline.Zoo.Networks;

/// <summary>The sizes of a decoder of GPT-2's kind.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layers">Decoder layers.</param>
/// <param name="Width">The hidden size; the feed-forward part is four times as wide.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="Positions">Positions that have an embedding.</param>
internal sealed record GptShape(string Name, int Layers, long Width, long Heads, long Positions = 1024)
{
    /// <summary>Byte pairs of the vocabulary that GPT-2 and GPT-3 share.</summary>
    public const long Vocabulary = 50257;

    /// <summary>The constant under the roots of normalisations.</summary>
    public const float Epsilon = 1e-5f;
}
