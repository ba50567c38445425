namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>What a mapping may do at one memory.</summary>
/// <param name="Temporal">Its temporal loops.</param>
/// <param name="Spatial">Its spatial loops.</param>
/// <param name="Keeps">For each tensor whether it must be kept, must pass by, or may do either (null).</param>
public sealed record LevelConstraint(LoopConstraint Temporal, LoopConstraint Spatial, IReadOnlyList<bool?> Keeps);
