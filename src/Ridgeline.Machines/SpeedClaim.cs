namespace Ridgeline.Machines;

/// <summary>A speed that the maker of a machine states.</summary>
/// <param name="Network">The network: <c>zoo:resnet50</c>.</param>
/// <param name="Batch">Examples at once.</param>
/// <param name="Throughput">Examples a second.</param>
public sealed record SpeedClaim(string Network, long Batch, double Throughput);
