using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>
/// Latency and throughput of a machine that serves requests of one batch each. With N requests in flight and D the busiest resource's time a request:
/// throughput X = min(N / S, 1 / D), and by Little's law each then takes R = N / X = max(S, N D). (Denning and Buzen 1978.)
/// </summary>
public sealed record Serving
{
    /// <summary>Examples a request.</summary>
    public required long Batch { get; init; }

    /// <summary>Requests in flight, N.</summary>
    public required long Concurrency { get; init; }

    /// <summary>The time of a request that has the machine for itself, S.</summary>
    public required Seconds Alone { get; init; }

    /// <summary>The time that the busiest resource works for one request, D.</summary>
    public required Seconds Demand { get; init; }

    /// <summary>The busiest resource.</summary>
    public required string Bottleneck { get; init; }

    /// <summary>Requests that arrive a second, if asked for.</summary>
    public double? ArrivalRate { get; init; }

    /// <summary>The time of a request with all others in flight: max(S, N D).</summary>
    public Seconds Latency => new(Math.Max(Alone.Value, Concurrency * Demand.Value));

    /// <summary>Examples a second with N requests in flight: batch x N / latency.</summary>
    public double Throughput => Latency > Seconds.Zero ? Batch * Concurrency / Latency.Value : 0;

    /// <summary>Examples a second that more requests in flight cannot raise: batch / D.</summary>
    public double Saturation => Demand > Seconds.Zero ? Batch / Demand.Value : 0;

    /// <summary>The share of time that the machine works on random arrivals, one request after the other: rate x S.</summary>
    public double? Load => ArrivalRate * Alone.Value;

    /// <summary>
    /// A bound on the time that 99 of 100 requests stay below: S + ln(100) / theta, where theta solves rate (exp(theta S) - 1) = theta: Kingman's exponential
    /// bound for a queue with random arrivals and constant service (M/D/1). Null if no rate is given or the machine cannot keep up.
    /// </summary>
    public Seconds? Tail99 => ArrivalRate is { } rate and > 0 && Load < 1 && Alone > Seconds.Zero
        ? new(Alone.Value + (Math.Log(100) / Decay(rate, Alone.Value))) : null;

    // g(theta) = rate (e^(theta S) - 1) - theta is below zero between 0 and its root, and convex.
    private static double Decay(double rate, double service)
    {
        double low = 0, high = 1 / service;
        while (rate * (Math.Exp(high * service) - 1) < high) high *= 2;
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (rate * (Math.Exp(middle * service) - 1) < middle) low = middle;
            else high = middle;
        }
        return low > 0 ? low : double.Epsilon;
    }
}
