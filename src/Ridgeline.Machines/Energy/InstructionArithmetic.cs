using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>What an instruction computes, without what it costs to fetch and decode it.</summary>
/// <param name="Name">Its name: <c>HMMA</c>.</param>
/// <param name="Precision">What it multiplies and sums.</param>
/// <param name="Macs">MACs that it does.</param>
/// <param name="Energy">The energy of all of them.</param>
public sealed record InstructionArithmetic(string Name, Precision Precision, double Macs, Joules Energy);
