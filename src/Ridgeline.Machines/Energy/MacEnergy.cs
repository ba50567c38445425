using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>Where the energy of one multiply-add goes, on one kind of hardware, within a large matrix product.</summary>
/// <param name="Name">The hardware: <c>SIMD of 4</c>.</param>
/// <param name="Precision">What is multiplied and summed.</param>
/// <param name="MacsPerInstruction">MACs among which one instruction is shared.</param>
/// <param name="OperandReuse">MACs that one operand serves once it has been read into the unit: the side of the unit's tile.</param>
/// <param name="Arithmetic">The product and the sum.</param>
/// <param name="Instruction">Fetching, decoding and steering: the share of one MAC.</param>
/// <param name="Registers">Register file or, in an array, the registers between cells; zero where it is part of <paramref name="Instruction"/>.</param>
/// <param name="Sram">Memories on the chip, each read as often as the blocks within it ask for.</param>
/// <param name="Dram">External memory.</param>
public sealed record MacEnergy(string Name, Precision Precision, double MacsPerInstruction, double OperandReuse,
    Joules Arithmetic, Joules Instruction, Joules Registers, Joules Sram, Joules Dram)
{
    /// <summary>All of it.</summary>
    public Joules Total => Arithmetic + Instruction + Registers + Sram + Dram;

    /// <summary>What steering and feeding the arithmetic costs before any memory is asked, relative to the arithmetic.</summary>
    public double OverheadRatio => ((Instruction + Registers) / Arithmetic).Value;

    /// <summary>The whole relative to the arithmetic.</summary>
    public double Ratio => (Total / Arithmetic).Value;
}
