using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>A way to other machines or to the host.</summary>
/// <param name="Name">What it is called: <c>NVLink4</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Bandwidth">Of one link, in one direction.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Latency">From sending to having; null if not known.</param>
/// <param name="EnergyPerByte">The energy of moving one byte; null if the machine does not say.</param>
/// <param name="Topology">How machines are joined: <c>3d-torus</c>, <c>switch</c>; null if not said.</param>
public sealed record Link(string Name, LinkKind Kind, BytesPerSecond Bandwidth, int Count = 1, Seconds? Latency = null, Joules? EnergyPerByte = null,
    string? Topology = null)
{
    /// <summary>All links together, in one direction.</summary>
    public BytesPerSecond TotalBandwidth => Bandwidth * Count;
}
