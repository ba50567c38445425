namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>One loop of a mapping whose factors need not divide.</summary>
/// <param name="Dimension">The dimension it runs over.</param>
/// <param name="Factor">How often it runs.</param>
/// <param name="Last">How often it runs in its dimension's last round.</param>
/// <param name="IsSpatial">Whether its rounds are spread over instances.</param>
internal readonly record struct ImperfectLoop(int Dimension, long Factor, long Last, bool IsSpatial);
