using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>What must be held at each step of a run, by liveness: a tensor is held from the step that makes it to the last that reads it.</summary>
/// <param name="Resident">What is held all the time: weights; in training also gradients of weights and optimizer state.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="PeakStep">The index of the step that holds most.</param>
/// <param name="AliveAtPeak">The tensors held at that step, largest first.</param>
/// <param name="Unsized">Tensors left out because their sizes are not known.</param>
public sealed record MemoryProfile(Bytes Resident, IReadOnlyList<MemoryStep> Steps, int PeakStep, IReadOnlyList<LiveTensor> AliveAtPeak, int Unsized)
{
    /// <summary>The most that is held at once: what a device must have.</summary>
    public Bytes Peak => Resident + PeakActivations;

    /// <summary>The activations of the peak.</summary>
    public Bytes PeakActivations => Steps.Count == 0 ? Bytes.Zero : Steps[PeakStep].Live;
}
