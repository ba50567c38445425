using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>A small network that was run on a machine.</summary>
/// <param name="Workload">The network.</param>
/// <param name="Steps">What the runtime did at once, in order.</param>
/// <param name="Times">What each step took.</param>
public sealed record MeasuredSteps(Workload Workload, IReadOnlyList<RunStep> Steps, IReadOnlyList<Seconds> Times);
