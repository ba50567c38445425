using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>What Timeloop's files say: a workload, an accelerator, and either a mapping or what a mapping may be.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Architecture">The accelerator, with energies where there are tables of them.</param>
/// <param name="Mapping">The mapping; null if one is to be searched.</param>
/// <param name="Constraints">What a mapping may be.</param>
/// <param name="Metrics">What a search is to make small, most important first, in Timeloop's words.</param>
/// <param name="Spot">Where the mapping stands, or the architecture that one is searched for.</param>
public sealed record TimeloopInput(
    NestWorkload Workload, NestArchitecture Architecture, NestMapping? Mapping, Search.NestConstraints Constraints, IReadOnlyList<string> Metrics,
    SourceSpot Spot);
