using Ridgeline.Prediction;
using Ridgeline.Timelines;

namespace Ridgeline.Review;

/// <summary>
/// How near a prediction comes to its hierarchical roofline, starts and transfers left out: what units whose shape does not fit the layers lose.
/// </summary>
/// <param name="Body">The time of all layers without what it costs to start them, in seconds.</param>
/// <param name="Roofline">The least time that the peak and the bandwidth of each memory level allow for them.</param>
/// <param name="Arithmetic">The time that operations at peak would take.</param>
internal readonly record struct Attainment(double Body, double Roofline, double Arithmetic)
{
    /// <summary>1 is on the roofline.</summary>
    public double NearRoofline => Body > 0 ? Roofline / Body : 1;

    /// <summary>The share of peak, starts left out.</summary>
    public double OfPeak => Body > 0 ? Arithmetic / Body : 0;

    /// <summary>The attainment of a prediction.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="overfetch">How many times its bytes a layer fetches from main memory; null is once for all.</param>
    public static Attainment Of(NetworkPrediction prediction, Func<LayerPrediction, double>? overfetch = null)
    {
        double body = 0, roofline = 0, arithmetic = 0;
        foreach (var layer in prediction.Layers.Where(l => l.Family is not (OperatorFamily.Transfer or OperatorFamily.View) && l.FusedInto is null))
        {
            var span = layer.Span;
            var least = span.Peak.Value > 0 ? (double)span.Flops.Value / span.Peak.Value : 0;
            body += Math.Max(BodyOf(layer), overfetch is null ? 0 : OffChip(prediction, span).Time.Value * overfetch(layer));
            arithmetic += least;
            roofline += Math.Max(least, span.Traffic.Select(t => t.Time.Value).DefaultIfEmpty(0).Max());
        }
        return new(body, roofline, arithmetic);
    }

    /// <summary>The time of a layer without its start.</summary>
    public static double BodyOf(LayerPrediction layer)
        => Math.Max(layer.Compute.Value, layer.Span.Traffic.Select(t => t.Time.Value).DefaultIfEmpty(0).Max());

    /// <summary>What a layer moves at the outermost level.</summary>
    public static LevelTraffic OffChip(NetworkPrediction prediction, Span span)
        => span.Traffic.FirstOrDefault(t => t.Level == prediction.Machine.MainMemory.Name);
}
