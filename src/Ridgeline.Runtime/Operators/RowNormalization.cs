namespace Ridgeline.Runtime.Operators;

/// <summary>A normalisation of rows: y = (x - mean) / √(variance + ε) γ + β, or, if it is not centred, y = x / √(mean x² + ε) γ + β.</summary>
/// <param name="Centred">Whether the mean is taken away first.</param>
/// <param name="Size">Values in a row: those of the last dimensions.</param>
/// <param name="Epsilon">ε.</param>
internal sealed record RowNormalization(bool Centred, long Size, float Epsilon);
