using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Accelerators.Systolic.Networks;

/// <summary>A network on an accelerator.</summary>
public sealed record NetworkSimulation
{
    /// <summary>The network, as the user named it.</summary>
    public required string Network { get; init; }

    /// <summary>The accelerator.</summary>
    public required string Accelerator { get; init; }

    /// <summary>The array, as it was simulated.</summary>
    public required SystolicArray Array { get; init; }

    /// <summary>Its layers, in running order.</summary>
    public required IReadOnlyList<LayerSimulation> Layers { get; init; }

    /// <summary>All layers as one.</summary>
    public required LayerSimulation Total { get; init; }

    /// <summary>The same over time, checked against physical bounds.</summary>
    public required Timeline Timeline { get; init; }

    /// <summary>What the numbers leave out, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The most bytes of activations that are alive at once, those made on the way left out; null where layers do not know of each other.</summary>
    public Bytes? PeakActivations { get; init; }

    /// <summary>How long it takes.</summary>
    public Seconds Latency => Timeline.Duration;
}
