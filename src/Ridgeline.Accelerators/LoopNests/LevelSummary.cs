namespace Ridgeline.Accelerators.LoopNests;

/// <summary>One memory under a mapping.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cycles">Cycles that its bandwidth needs; never fewer than the computation takes.</param>
/// <param name="ReadBandwidth">Words an instance would read a cycle if nothing held it up.</param>
/// <param name="WriteBandwidth">Words an instance would write a cycle if nothing held it up.</param>
/// <param name="Picojoules">All its accesses and its leakage.</param>
/// <param name="Leakage">Picojoules of leakage alone.</param>
public sealed record LevelSummary(string Name, long Cycles, double ReadBandwidth, double WriteBandwidth, double Picojoules, double Leakage);
