using Ridgeline.Accelerators.LoopNests.Sparsity;

namespace Ridgeline.Accelerators.LoopNests;

/// <summary>A tensor of a workload: each of its axes is a sum of dimensions times coefficients, such as <c>2p + r</c>.</summary>
/// <param name="Name">Its name, such as <c>Weights</c>.</param>
/// <param name="Axes">Its axes, each with its terms.</param>
/// <param name="IsOutput">Whether sums are written into it.</param>
public sealed record NestTensor(string Name, IReadOnlyList<IReadOnlyList<NestTerm>> Axes, bool IsOutput = false)
{
    /// <summary>How its non-zeros lie; null if it is dense.</summary>
    public DensityModel? Density { get; init; }

    /// <summary>Whether a loop over a dimension moves through it.</summary>
    public bool DependsOn(int dimension) => Axes.Any(axis => axis.Any(term => term.Dimension == dimension));
}
