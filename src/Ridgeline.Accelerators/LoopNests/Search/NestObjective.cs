namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>What a search makes small.</summary>
public enum NestObjective
{
    /// <summary>Energy times time.</summary>
    EnergyDelay,
    /// <summary>Time; of equally fast mappings the one with less energy.</summary>
    Latency,
    /// <summary>Energy; of equally frugal mappings the faster one.</summary>
    Energy,
}
