using Ridgeline.Prediction;

namespace Ridgeline.Reports.Predictions;

/// <summary>Predictions as a trace: a process a machine.</summary>
public static class PredictionTrace
{
    /// <summary>Writes a trace.</summary>
    public static void Write(IReadOnlyList<NetworkPrediction> predictions, Stream to)
        => TimelineTrace.Write([.. predictions.Select(p => ($"{p.Network} on {p.Machine.Title}", (IReadOnlyList<Timelines.Span>)[.. p.Layers.Select(l => l.Span)]))], to);
}
