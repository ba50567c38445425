using Ridgeline.Prediction;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Reports.Predictions;

/// <summary>The time of a layer as parts that add up to it: the longest of arithmetic, memory levels and links, and what comes on top.</summary>
internal static class PaceTerms
{
    /// <summary>What no work hides: starting, and what cannot overlap.</summary>
    internal const string Start = "starts and what nothing hides";

    /// <summary>The parts of a layer, in seconds; none is zero.</summary>
    internal static IEnumerable<(Bound Bound, double Time)> Of(LayerPrediction layer)
    {
        var all = layer.Span.Duration.Value;
        var (bound, longest) = Longest(layer);
        if (longest > 0) yield return (bound, longest);
        if (Rest(layer) is > 0 and var rest) yield return (new(BoundKind.Launch), rest);
        else if (longest <= 0 && all > 0) yield return (new(BoundKind.Launch), all);
    }

    /// <summary>What a layer takes beside the longest of arithmetic and memory, in seconds.</summary>
    internal static double Rest(LayerPrediction layer)
    {
        var all = layer.Span.Duration.Value;
        var rest = all - Longest(layer).Time;
        // A difference of nearly equal sums is rounding.
        return rest > all * 1e-9 ? rest : 0;
    }

    /// <summary>The name of a part in legends and tables.</summary>
    internal static string Name(Bound bound) => bound.Kind == BoundKind.Launch ? Start : bound.ToString();

    private static (Bound Bound, double Time) Longest(LayerPrediction layer)
    {
        var span = layer.Span;
        var all = span.Duration.Value;
        var slowest = span.Traffic.Count == 0 ? default : span.Traffic.MaxBy(t => t.Time.Value);
        var (compute, memory) = (layer.Compute, slowest.Time);
        if (compute == Seconds.Zero && memory == Seconds.Zero) return (new(BoundKind.None), 0);
        if (span.Bound.Kind == BoundKind.Link) return (span.Bound, Math.Min(memory.Value, all));
        return compute >= memory
            ? (span.Bound.Kind == BoundKind.Compute ? span.Bound : new(BoundKind.Compute, span.Unit), Math.Min(compute.Value, all))
            : (new(BoundKind.Memory, slowest.Level), Math.Min(memory.Value, all));
    }
}
