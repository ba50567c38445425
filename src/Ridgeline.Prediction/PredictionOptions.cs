using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>How to predict.</summary>
public sealed record PredictionOptions
{
    /// <summary>What floating-point layers are computed and stored in; null takes each as it is stored.</summary>
    public NumberFormat? Precision { get; init; }

    /// <summary>Predicts a training step with this optimizer; null is inference.</summary>
    public Optimizer? Training { get; init; }

    /// <summary>In training, keep only some activations and compute the rest again.</summary>
    public bool Recompute { get; init; }

    /// <summary>Whether element-by-element operators join the operator before them.</summary>
    public bool Fusion { get; init; } = true;

    /// <summary>What a runtime does at once, if its plan is known: then layers run together as it says, and <see cref="Fusion"/> says nothing.</summary>
    public IReadOnlyList<RunStep>? Steps { get; init; }

    /// <summary>The share of zeros among the inputs of layers, by name, for machines that skip or pack them; null is none.</summary>
    public IReadOnlyDictionary<string, double>? ZeroInputs { get; init; }

    /// <summary>Whether inputs and outputs cross the link to the host; without, they are on the device already and stay there.</summary>
    public bool Transfers { get; init; } = true;

    /// <summary>Requests in flight at once.</summary>
    public long Concurrency { get; init; } = 1;

    /// <summary>Requests that arrive a second, at random; null asks for no tail.</summary>
    public double? ArrivalRate { get; init; }
}
