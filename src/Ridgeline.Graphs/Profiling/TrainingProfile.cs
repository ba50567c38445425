using Ridgeline.Graphs.Operators;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>What one training step asks for.</summary>
public sealed record TrainingProfile
{
    /// <summary>The optimizer.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>Operations of the forward pass.</summary>
    public required Work Forward { get; init; }

    /// <summary>Operations of forward layers computed a second time.</summary>
    public required Work Recomputed { get; init; }

    /// <summary>Operations of the backward pass.</summary>
    public required Work Backward { get; init; }

    /// <summary>Operations of the update.</summary>
    public required FlopCount Update { get; init; }

    /// <summary>Trainable weights.</summary>
    public required Bytes Weights { get; init; }

    /// <summary>Gradients of the trainable weights.</summary>
    public required Bytes WeightGradients { get; init; }

    /// <summary>Optimizer state.</summary>
    public required Bytes OptimizerState { get; init; }

    /// <summary>The network's inputs.</summary>
    public required Bytes Inputs { get; init; }

    /// <summary>Outputs of every layer, views aside.</summary>
    public required Bytes Activations { get; init; }

    /// <summary>Outputs of every layer but those that overwrite their input (ReLU, Dropout).</summary>
    public required Bytes ActivationsInPlace { get; init; }

    /// <summary>What layers save beside inputs and outputs: denominators, statistics, gates.</summary>
    public required Bytes Saved { get; init; }

    /// <summary>What layers that overwrite their input save instead of it: the masks of Dropout.</summary>
    public required Bytes Masks { get; init; }

    /// <summary>Memory over the step by liveness: forward, backward, update.</summary>
    public required MemoryProfile Memory { get; init; }

    /// <summary>Weights, gradients and state.</summary>
    public Bytes States => Weights + WeightGradients + OptimizerState;

    /// <summary>What passes through the update: weights, gradients and state come in, weights and state go out.</summary>
    public LayerFlow UpdateFlow => new()
    {
        Reads = [new(int.MaxValue, States, IsConstant: false, IsOutside: true)],
        Writes = [new(int.MaxValue - 1, Weights + OptimizerState, IsConstant: false, IsOutside: true)],
    };

    /// <summary>
    /// What a framework that keeps the output of every module and its gradient holds: states + 2 x activations + inputs + saved. Published tables
    /// leave masks out of this sum, and so does it; <see cref="Memory"/> has them.
    /// </summary>
    public Bytes EveryModule => States + Activations + Activations + Inputs + Saved;

    /// <summary>The same with ReLU and Dropout in place: states + 2 x activations in place + inputs + saved.</summary>
    public Bytes InPlace => States + ActivationsInPlace + ActivationsInPlace + Inputs + Saved;
}
