namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>How the non-zeros of a tensor lie.</summary>
public abstract record DensityModel;
