namespace Ridgeline.Zoo.Networks;

/// <summary>The sizes of an encoder of BERT's kind.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layers">Encoder layers.</param>
/// <param name="Width">The hidden size; the feed-forward part is four times as wide.</param>
/// <param name="Heads">Attention heads.</param>
internal sealed record BertShape(string Name, int Layers, long Width, long Heads)
{
    /// <summary>Word pieces of the uncased English vocabulary.</summary>
    public const long Vocabulary = 30522;

    /// <summary>Positions that have an embedding.</summary>
    public const long Positions = 512;

    /// <summary>The constant under the roots of normalisations.</summary>
    public const float Epsilon = 1e-12f;
}
