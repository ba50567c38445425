namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>What a memory or what computes does with zeros.</summary>
public sealed record SparseTreatment;
