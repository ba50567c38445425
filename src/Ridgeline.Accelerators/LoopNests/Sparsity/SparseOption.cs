namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>One choice of what is left undone when something else is empty.</summary>
/// <param name="Target">The tensor whose accesses are left out.</param>
/// <param name="ConditionOn">The tensors that are looked at.</param>
public sealed record SparseOption(int Target, IReadOnlyList<int> ConditionOn);
