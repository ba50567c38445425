using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Prediction;

namespace Ridgeline.Reports.Predictions;

/// <summary>What a prediction says in words: what does not fit before anything else.</summary>
public static class PredictionSentences
{
    /// <summary>The sentences, most important first.</summary>
    public static IEnumerable<string> Of(NetworkPrediction p)
    {
        if (Missing(p) is { } missing) yield return missing;
        foreach (var fact in Facts(p)) yield return fact;
        foreach (var note in p.Notes) yield return $"note: {note}";
    }

    /// <summary>What is said before anything else where memory does not suffice; null where it does.</summary>
    internal static string? Missing(NetworkPrediction p) => p.Fits ? null
        : $"DOES NOT FIT: {p.Missing} missing. {p.Network} needs {p.PeakMemory} at once, "
            + $"{p.Machine.MainMemory.Name} of {p.Machine.Name} has {p.Machine.MainMemory.TotalSize}; "
            + "the times below are those of a machine with enough.";

    /// <summary>Latency, throughput, tail and money.</summary>
    internal static IEnumerable<string> Facts(NetworkPrediction p)
    {
        var serving = p.Serving;
        yield return $"{p.Network} on {p.Machine.Title}, batch {p.Batch}, {p.Precision.Name()}: {p.Latency} a batch, "
            + $"{Rate(p.Batch / Math.Max(p.Latency.Value, double.Epsilon))} alone, "
            + $"{p.Energy} a batch, {Share(p.Utilisation)} of peak.";
        yield return $"At saturation {Rate(serving.Saturation)}: then {Busiest(serving)}."
            + (serving.Concurrency > 1 ? $" With {serving.Concurrency} requests in flight: {Rate(serving.Throughput)}, {serving.Latency} each." : "");
        if (serving.ArrivalRate is { } rate)
        {
            yield return serving.Tail99 is { } tail
                ? $"With {Number(rate)} requests a second arriving at random ({Share(serving.Load!.Value)} load), 99 of 100 take at most {tail}."
                : $"{Number(rate)} requests a second are more than it can serve: the queue grows without end.";
        }
        if (p.Cost is { } cost)
        {
            yield return $"A million examples cost ${Number(cost.Total)}: ${Number(cost.Machine)} of the machine "
                + $"(launch price over 3 years without a pause) and ${Number(cost.Electricity)} of electricity ($0.10 a kWh).";
        }
    }

    // Serving names what starts cost by this word.
    private static string Busiest(Serving serving) =>
        serving.Bottleneck == "starts" ? "all time goes into starting layers" : $"{serving.Bottleneck} never rests";

    private static string Rate(double perSecond) => $"{Number(perSecond)} examples/s";

    private static string Share(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "N0" : "G3", CultureInfo.InvariantCulture);
}
