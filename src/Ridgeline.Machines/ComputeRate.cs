using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>How fast all units of a kind together work in one precision.</summary>
/// <param name="Precision">What is multiplied and summed.</param>
/// <param name="Peak">FLOP/s over the whole machine, without structured sparsity; a MAC is two, of integers too.</param>
public sealed record ComputeRate(Precision Precision, FlopPerSecond Peak)
{
    /// <summary>MACs that one unit starts a cycle; null if not known.</summary>
    public double? MacsPerCycle { get; init; }

    /// <summary>How many times faster with 2:4 structured sparsity; 1 if not at all.</summary>
    public double SparseFactor { get; init; } = 1;

    /// <summary>The energy of one MAC without what surrounds it; null if the machine does not say.</summary>
    public Joules? EnergyPerMac { get; init; }

    /// <summary>MACs that one instruction does; null if the machine does not say.</summary>
    public double? MacsPerInstruction { get; init; }

    /// <summary>Whether the peak was computed from width, count and clock because the file states none.</summary>
    public bool IsDerived { get; init; }
}
