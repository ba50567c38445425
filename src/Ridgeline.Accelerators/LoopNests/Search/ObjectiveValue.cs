namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>What a result is worth by an objective.</summary>
internal static class ObjectiveValue
{
    /// <summary>Cycles, joules or joule-seconds: less is better.</summary>
    public static double Of(this NestObjective objective, NestResult result) => objective switch
    {
        NestObjective.Latency => result.Cycles,
        NestObjective.Energy => result.Energy.Value,
        _ => result.EnergyDelay,
    };
}
