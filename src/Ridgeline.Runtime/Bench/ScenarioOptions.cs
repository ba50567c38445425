namespace Ridgeline.Runtime.Bench;

/// <summary>How a scenario is run.</summary>
public sealed record ScenarioOptions
{
    /// <summary>How requests come.</summary>
    public Scenario Scenario { get; init; }

    /// <summary>For how long, in seconds.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>At least so many requests, however long they take.</summary>
    public int LeastRequests { get; init; } = 10;

    /// <summary>At most so many requests.</summary>
    public int MostRequests { get; init; } = 1_000_000;

    /// <summary>Samples of one request in a multi stream.</summary>
    public int SamplesPerRequest { get; init; } = 8;

    /// <summary>Requests a second at a server; null searches for the most that keep the bound.</summary>
    public double? Rate { get; init; }

    /// <summary>The bound on a server's latency, in seconds.</summary>
    public double Latency { get; init; } = 0.1;

    /// <summary>The share of requests that must keep the bound.</summary>
    public double Share { get; init; } = 0.99;

    /// <summary>Which of the many random arrivals.</summary>
    public ulong Seed { get; init; } = 1;
}
