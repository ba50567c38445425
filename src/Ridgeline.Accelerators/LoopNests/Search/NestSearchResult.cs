namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>What a search found.</summary>
/// <param name="Mapping">The best mapping; null if none fits.</param>
/// <param name="Result">What it costs.</param>
/// <param name="MappingsEvaluated">How many valid mappings were evaluated.</param>
/// <param name="ProvenOptimal">Whether no mapping of the space is better: all were looked at or left out because they must cost more.</param>
/// <param name="Shortfalls">If none fits: memories that are too small for even the smallest tiles that the constraints allow.</param>
/// <param name="Reason">If none fits for another reason: the reason.</param>
public sealed record NestSearchResult(
    NestMapping? Mapping, NestResult? Result, long MappingsEvaluated, bool ProvenOptimal, IReadOnlyList<CapacityShortfall> Shortfalls, string? Reason = null);
