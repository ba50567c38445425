namespace Ridgeline.Accelerators.LoopNests;

/// <summary>What becomes of the accesses of one tensor at one memory where zeros are gated, skipped or not stored; for one instance.</summary>
/// <param name="ActualReads">Words really read.</param>
/// <param name="GatedReads">Reads held still.</param>
/// <param name="SkippedReads">Reads passed over.</param>
/// <param name="ActualFills">Words really brought in.</param>
/// <param name="GatedFills">Fills held still.</param>
/// <param name="SkippedFills">Fills passed over.</param>
/// <param name="ActualUpdates">Sums really written.</param>
/// <param name="GatedUpdates">Updates held still.</param>
/// <param name="SkippedUpdates">Updates passed over.</param>
/// <param name="MetadataReads">Words of metadata read.</param>
/// <param name="MetadataFills">Words of metadata brought in.</param>
/// <param name="MetadataUpdates">Words of metadata written from within.</param>
/// <param name="MetadataBits">Bits of metadata that a tile takes at most.</param>
public sealed record SparseTraffic(
    long ActualReads, long GatedReads, long SkippedReads, long ActualFills, long GatedFills, long SkippedFills,
    long ActualUpdates, long GatedUpdates, long SkippedUpdates, long MetadataReads, long MetadataFills, long MetadataUpdates, long MetadataBits);
