namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>A loop that runs through a tensor.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Factor">How often it runs.</param>
/// <param name="Steps">By how much it enlarges the part of the tensor.</param>
/// <param name="Below">Elements of a part.</param>
/// <param name="Box">The box of a part.</param>
internal sealed record TensorLoop(int Dimension, long Factor, long Steps, long Below, long[]? Box);
