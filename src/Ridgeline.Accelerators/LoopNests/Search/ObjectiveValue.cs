namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>What a result is worth by an objective.</summary>
internal static class ObjectiveValue
{
    // A second criterion that decides between equals and never outweighs the first.
    private const double Tie = 1e-9;

    /// <summary>What a search compares: picojoules and cycles by an objective, ties decided by the other of the two.</summary>
    public static double Weigh(this NestObjective objective, double picojoules, double cycles) => objective switch
    {
        NestObjective.Latency => cycles * (1 + Tie * Math.Log(1 + picojoules)),
        NestObjective.Energy => picojoules * (1 + Tie * Math.Log(1 + cycles)),
        _ => picojoules * cycles,
    };

    /// <summary>Cycles, joules or joule-seconds: less is better.</summary>
    public static double Of(this NestObjective objective, NestResult result) => objective switch
    {
        NestObjective.Latency => result.Cycles,
        NestObjective.Energy => result.Energy.Value,
        _ => result.EnergyDelay,
    };
}
