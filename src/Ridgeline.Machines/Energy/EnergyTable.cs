using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>Published energies at one process node.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Source">Where the numbers come from.</param>
/// <param name="Confidence">How far they can be trusted.</param>
/// <param name="NodeNm">The process node, in nm.</param>
/// <param name="Add">One addition, by format.</param>
/// <param name="Multiply">One multiplication, by format.</param>
/// <param name="Sram">One byte out of an SRAM, by its size; from small to large.</param>
/// <param name="Dram">One byte out of external memory, by technology.</param>
/// <param name="Instruction">Fetching, decoding and steering one instruction, by the kind of processor.</param>
/// <param name="Link">One byte over a link, by its kind.</param>
public sealed record EnergyTable(
    string Name, string Source, Confidence Confidence, double NodeNm,
    IReadOnlyDictionary<NumberFormat, Joules> Add, IReadOnlyDictionary<NumberFormat, Joules> Multiply,
    IReadOnlyList<(Bytes Size, Joules PerByte)> Sram, IReadOnlyDictionary<string, Joules> Dram,
    IReadOnlyDictionary<string, Joules> Instruction, IReadOnlyDictionary<string, Joules> Link)
{
    /// <summary>The part of an instruction's energy that is the register file, for 32-bit operands; where it is known.</summary>
    public IReadOnlyDictionary<string, Joules> Registers { get; init; } = new Dictionary<string, Joules>();

    /// <summary>The arithmetic of instructions, by name.</summary>
    public IReadOnlyDictionary<string, InstructionArithmetic> Operation { get; init; } = new Dictionary<string, InstructionArithmetic>();

    /// <summary>One byte from a cell of an array to the next; null where it is not known.</summary>
    public Joules? CellRegisterPerByte { get; init; }
}
