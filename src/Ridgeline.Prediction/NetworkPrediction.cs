using Ridgeline.Machines;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Prediction;

/// <summary>What a network costs on a machine.</summary>
public sealed record NetworkPrediction
{
    /// <summary>The network, as the user named it.</summary>
    public required string Network { get; init; }

    /// <summary>The machine.</summary>
    public required Machine Machine { get; init; }

    /// <summary>Examples run at once.</summary>
    public required long Batch { get; init; }

    /// <summary>What most of the arithmetic is done in.</summary>
    public required NumberFormat Precision { get; init; }

    /// <summary>Layers in running order.</summary>
    public required IReadOnlyList<LayerPrediction> Layers { get; init; }

    /// <summary>What ran when.</summary>
    public required Timeline Timeline { get; init; }

    /// <summary>Latency, throughput, tail.</summary>
    public required Serving Serving { get; init; }

    /// <summary>The most memory that is held at once.</summary>
    public required Bytes PeakMemory { get; init; }

    /// <summary>Bytes by which main memory is too small; zero if it suffices or its size is not known.</summary>
    public required Bytes Missing { get; init; }

    /// <summary>What the numbers leave out or assume.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether it fits into main memory.</summary>
    public bool Fits => Missing == Bytes.Zero;

    /// <summary>From the first byte to the last result of one batch, alone on the machine.</summary>
    public Seconds Latency => Timeline.Duration;

    /// <summary>The energy of one batch.</summary>
    public Joules Energy => Timeline.Energy;

    /// <summary>
    /// The share of peak that the network uses: the time of its operations at the peaks of their formats / latency, in [0, 1]. Each layer is held against the
    /// peak of its own format: one cast of integers does not make their array the measure of all.
    /// </summary>
    public double Utilisation => Latency > Seconds.Zero ? Layers.Sum(l => l.Span.Utilisation * l.Span.Duration.Value) / Latency.Value : 0;

    /// <summary>US dollars a million examples, of the machine and of its electricity; null if its price is not known.</summary>
    public Cost? Cost { get; init; }
}
