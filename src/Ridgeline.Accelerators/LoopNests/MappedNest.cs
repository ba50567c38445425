namespace Ridgeline.Accelerators.LoopNests;

/// <summary>A workload on an accelerator under a mapping: all that a report needs.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Architecture">The accelerator.</param>
/// <param name="Mapping">The mapping.</param>
/// <param name="Result">What it costs.</param>
/// <param name="MappingsEvaluated">How many mappings were evaluated to find it; 1 where it was given.</param>
/// <param name="ProvenOptimal">Whether all mappings that were allowed have been searched through.</param>
public sealed record MappedNest(
    NestWorkload Workload, NestArchitecture Architecture, NestMapping Mapping, NestResult Result, long MappingsEvaluated, bool ProvenOptimal);
