namespace Ridgeline.Accelerators.LoopNests;

/// <summary>One term of an axis of a tensor: a dimension of the workload times a coefficient.</summary>
/// <param name="Dimension">The index of the dimension.</param>
/// <param name="Coefficient">What it is multiplied by: a stride or a dilation; 1 where there is none.</param>
public readonly record struct NestTerm(int Dimension, long Coefficient = 1);
