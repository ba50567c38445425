namespace Ridgeline.Accelerators.LoopNests;

/// <summary>Where and when everything happens: loops, spatial and temporal, for each memory, innermost memory first.</summary>
/// <param name="Levels">One entry a memory.</param>
public sealed record NestMapping(IReadOnlyList<NestMappingLevel> Levels)
{
    /// <summary>Whether some loop runs less often the last time.</summary>
    public bool IsImperfect => Levels.Any(level => level.Temporal.Concat(level.Spatial).Any(loop => loop.Last != loop.Factor));

    /// <summary>The same loops for smaller sizes: each dimension's last round runs as much shorter as is left out.</summary>
    /// <param name="sizes">The sizes, one a dimension; at most what the factors make.</param>
    public NestMapping Shortened(IReadOnlyList<long> sizes)
    {
        var (inner, left) = (sizes.Select(_ => 1L).ToArray(), sizes.ToArray());
        foreach (var loop in Levels.SelectMany(level => level.Spatial.Concat(level.Temporal)))
            inner[loop.Dimension] = checked(inner[loop.Dimension] * loop.Factor);
        var levels = new NestMappingLevel[Levels.Count];
        for (var level = Levels.Count - 1; level >= 0; level--)
        {
            var temporal = Levels[level].Temporal.Reverse().Select(Shorten).Reverse().ToList();
            levels[level] = Levels[level] with { Temporal = temporal, Spatial = [.. Levels[level].Spatial.Reverse().Select(Shorten).Reverse()] };
        }
        return new(levels);

        NestLoop Shorten(NestLoop loop)
        {
            var within = inner[loop.Dimension] /= loop.Factor;
            var last = (left[loop.Dimension] + within - 1) / within;
            left[loop.Dimension] -= (last - 1) * within;
            return loop with { Last = last };
        }
    }
}
