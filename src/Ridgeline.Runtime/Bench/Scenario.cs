namespace Ridgeline.Runtime.Bench;

/// <summary>How requests come: those of MLPerf Inference (Reddi et al., ISCA 2020, table 2).</summary>
public enum Scenario
{
    /// <summary>One after another: what a plain timing does.</summary>
    SingleStream,
    /// <summary>Several samples at once, the next when all are done.</summary>
    MultiStream,
    /// <summary>At random times, a given number a second on average (a Poisson process), with a bound on the latency.</summary>
    Server,
    /// <summary>All at hand from the beginning: throughput alone counts.</summary>
    Offline,
}
