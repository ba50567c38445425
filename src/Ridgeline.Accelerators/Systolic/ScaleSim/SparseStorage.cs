namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>What the filters of a layer take, in words.</summary>
/// <param name="Dense">With all weights.</param>
/// <param name="Stored">What is left of them, and where it stands.</param>
/// <param name="Metadata">Where it stands.</param>
/// <param name="IsWhole">Whether these are whole numbers.</param>
public sealed record SparseStorage(long Dense, double Stored, double Metadata, bool IsWhole);
