namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>A loop that runs through a tensor.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Steps">How many parts it makes.</param>
/// <param name="Below">Elements of a part.</param>
internal sealed record TensorLoop(int Dimension, long Steps, long Below);
