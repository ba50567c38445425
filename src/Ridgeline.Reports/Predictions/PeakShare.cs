using Ridgeline.Prediction;

namespace Ridgeline.Reports.Predictions;

/// <summary>
/// The share of peak that a network uses: the time that its operations would take at the peaks of their formats, over the time that they take. Each layer is held
/// against the peak of its own format: one cast of integers does not make an array of another format the measure of all.
/// </summary>
internal static class PeakShare
{
    /// <summary>The sum over layers of operations / peak, over the latency; between 0 and 1.</summary>
    internal static double Of(NetworkPrediction prediction) => prediction.Latency.Value > 0
        ? prediction.Layers.Sum(l => l.Span.Utilisation * l.Span.Duration.Value) / prediction.Latency.Value : 0;
}
