using Ridgeline.Accelerators.Systolic.ScaleSim;

namespace Ridgeline.Cli.Commands;

/// <summary>What SCALE-Sim would have reported, and of what.</summary>
internal sealed record ScaleSimRuns(ScaleSimConfig Config, IReadOnlyList<ScaleSimResult> Results);
