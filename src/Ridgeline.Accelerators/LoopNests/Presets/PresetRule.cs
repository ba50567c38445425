namespace Ridgeline.Accelerators.LoopNests.Presets;

/// <summary>What an accelerator allows at one of its memories. Dimensions are those of a convolution: N, G, M, C, P, Q, R, S.</summary>
/// <param name="Memory">The memory.</param>
/// <param name="Keeps">The tensors that it keeps; null: any.</param>
/// <param name="Temporal">The dimensions that its temporal loops may run over; null: any.</param>
/// <param name="Across">The dimensions that may be spread horizontally below it; null: any.</param>
/// <param name="Down">The dimensions that may be spread vertically below it; null: any.</param>
public sealed record PresetRule(
    string Memory, IReadOnlyList<string>? Keeps, IReadOnlyList<string>? Temporal, IReadOnlyList<string>? Across, IReadOnlyList<string>? Down);
