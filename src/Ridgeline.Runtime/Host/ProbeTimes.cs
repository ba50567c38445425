using Ridgeline.Quantities;

namespace Ridgeline.Runtime.Host;

/// <summary>What the steps of a small network took.</summary>
/// <param name="Probe">The network.</param>
/// <param name="Steps">Its steps, in order.</param>
/// <param name="Times">What each took in the median.</param>
public sealed record ProbeTimes(OperatorProbe Probe, IReadOnlyList<PlannedStep> Steps, IReadOnlyList<Seconds> Times);
