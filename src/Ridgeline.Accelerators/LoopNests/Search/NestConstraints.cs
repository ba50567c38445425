namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>What a mapping may be: one entry a memory, innermost first.</summary>
/// <param name="Levels">One entry a memory.</param>
public sealed record NestConstraints(IReadOnlyList<LevelConstraint> Levels)
{
    /// <summary>Nothing is forbidden.</summary>
    public static NestConstraints Free(NestWorkload workload, NestArchitecture architecture)
    {
        var loops = LoopConstraint.Free(workload.Dimensions.Count);
        return new([.. architecture.Memories.Select(_ => new LevelConstraint(loops, loops, new bool?[workload.Tensors.Count]))]);
    }
}
