using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>The way between the host and a chip.</summary>
/// <param name="Name">What it is called: <c>PCIe3 x16</c>.</param>
/// <param name="Bandwidth">In one direction.</param>
/// <param name="Latency">From asking to the first byte.</param>
/// <param name="PerByte">The energy of a byte.</param>
public sealed record HostLink(string Name, BytesPerSecond Bandwidth, Seconds Latency, Joules PerByte);
