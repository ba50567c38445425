using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Prediction;

/// <summary>Jobs that run as one: a head, and element-by-element operators that take its result while it is at hand.</summary>
/// <param name="Head">The first job.</param>
/// <param name="Followers">The jobs fused into it.</param>
/// <param name="Reads">What comes from outside the group.</param>
/// <param name="Writes">What leaves it.</param>
internal sealed record JobGroup(Job Head, IReadOnlyList<Job> Followers, IReadOnlyList<LayerTensor> Reads, IReadOnlyList<LayerTensor> Writes)
{
    /// <summary>Whether it is what the run begins with.</summary>
    public bool IsFirst { get; init; }
}
