using Ridgeline.Prediction;

namespace Ridgeline.Reports.Predictions;

/// <summary>A machine of a comparison: how long one request takes, and how many it can serve.</summary>
/// <param name="Alone">The prediction whose latency, energy and bound are told: by itself the smallest batch.</param>
/// <param name="Busy">The prediction whose throughput at saturation is told: the batch with the most.</param>
public sealed record StudiedMachine(NetworkPrediction Alone, NetworkPrediction Busy)
{
    /// <summary>The share of peak that it uses: the time that its operations would take at the peaks of their formats, over the latency.</summary>
    public double OfPeak => Alone.Utilisation;

    /// <summary>The energy of one example, in joules.</summary>
    public double EnergyEach => Alone.Energy.Value / Math.Max(1, Alone.Batch);
}
