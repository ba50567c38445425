namespace Ridgeline.Accelerators.LoopNests;

/// <summary>What a mapping says about one memory: its loops, innermost first, and which tensors stay in it.</summary>
/// <param name="Temporal">The loops that run one after the other in this memory.</param>
/// <param name="Spatial">The loops that are spread over the instances of what lies within; they run inside the temporal ones.</param>
/// <param name="Keeps">For each tensor, whether it is kept here or passed by.</param>
public sealed record NestMappingLevel(IReadOnlyList<NestLoop> Temporal, IReadOnlyList<NestLoop> Spatial, IReadOnlyList<bool> Keeps);
