namespace Ridgeline.Runtime.Host;

/// <summary>A cache for data, as the system describes it.</summary>
/// <param name="Level">1 is next to the core.</param>
/// <param name="Bytes">The size of one.</param>
/// <param name="SharedBy">Hardware threads that share one.</param>
/// <param name="Source">Who says so.</param>
internal sealed record CacheLevel(int Level, long Bytes, int SharedBy, string Source);
