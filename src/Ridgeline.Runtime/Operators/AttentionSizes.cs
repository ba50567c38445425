namespace Ridgeline.Runtime.Operators;

/// <summary>The sizes of attention without cache and without shared heads.</summary>
/// <param name="Scores">Dimensions of the scores: [batch, heads, queries, keys], or without the batch.</param>
/// <param name="HeadSize">Values of a row of Q and K.</param>
/// <param name="ValueSize">Values of a row of V.</param>
internal sealed record AttentionSizes(long[] Scores, long HeadSize, long ValueSize);
