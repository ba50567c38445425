namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>Accesses that are skipped (they take no time) or gated (they take time and hardly any energy).</summary>
/// <param name="Skips">Whether they are skipped.</param>
/// <param name="Options">What may be left out; of several the one that saves most is done.</param>
public sealed record SparseAction(bool Skips, IReadOnlyList<SparseOption> Options);
