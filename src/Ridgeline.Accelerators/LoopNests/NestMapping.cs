namespace Ridgeline.Accelerators.LoopNests;

/// <summary>Where and when everything happens: loops, spatial and temporal, for each memory, innermost memory first.</summary>
/// <param name="Levels">One entry a memory.</param>
public sealed record NestMapping(IReadOnlyList<NestMappingLevel> Levels)
{
    /// <summary>Whether some loop runs less often the last time.</summary>
    public bool IsImperfect => Levels.Any(level => level.Temporal.Concat(level.Spatial).Any(loop => loop.Last != loop.Factor));
}
