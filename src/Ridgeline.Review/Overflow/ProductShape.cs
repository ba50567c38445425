namespace Ridgeline.Review.Overflow;

/// <summary>A product of a layer: <c>[M, K] x [K, N]</c>.</summary>
/// <param name="Name">The layer.</param>
/// <param name="M">Rows: positions of an image.</param>
/// <param name="K">Products summed an output.</param>
/// <param name="N">Columns: filters.</param>
public sealed record ProductShape(string Name, long M, long K, long N);
