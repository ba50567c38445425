using Ridgeline.Machines.Reading;

namespace Ridgeline.Machines;

/// <summary>The keys of an energy file.</summary>
internal static class EnergyKeys
{
    private static Section Energy { get; } = new("an energy",
        [new("energy", ValueKind.Energy, "Of one operation.") { IsRequired = true, Least = 0, Most = 1 }]);

    private static Section Sram { get; } = new("an SRAM",
    [
        new("size", ValueKind.Size, "Its size.") { IsRequired = true, Least = 1, Most = 1e15 },
        new("energy", ValueKind.EnergyPerByte, "Of one byte.") { IsRequired = true, Least = 0, Most = 1 },
    ]);

    private static Section PerByte { get; } = new("an energy a byte",
    [
        new("name", ValueKind.Text, "A technology or a kind of link.") { IsRequired = true },
        new("energy", ValueKind.EnergyPerByte, "Of one byte.") { IsRequired = true, Least = 0, Most = 1 },
    ]);

    private static Section PerInstruction { get; } = new("an energy an instruction",
    [
        new("name", ValueKind.Text, "The kind of processor.") { IsRequired = true },
        new("energy", ValueKind.Energy, "Of one instruction without its arithmetic.") { IsRequired = true, Least = 0, Most = 1 },
        new("registers", ValueKind.Energy, "The part of it that is the register file, for 32-bit operands.") { Least = 0, Most = 1 },
    ]);

    private static Section Operation { get; } = new("the arithmetic of an instruction",
    [
        new("name", ValueKind.Text, "The instruction.") { IsRequired = true },
        new("precision", ValueKind.Precision, "What it multiplies and sums.") { IsRequired = true },
        new("macs", ValueKind.Number, "MACs that it does.") { IsRequired = true, Least = 1e-3, Most = 1e12 },
        new("energy", ValueKind.Energy, "Of all of them, without fetching and decoding it.") { IsRequired = true, Least = 0, Most = 1 },
    ]);

    private static Section Node { get; } = new("a process node",
    [
        new("length", ValueKind.Length, "Its name.") { IsRequired = true, Least = 0.1e-9, Most = 1e-2 },
        new("year", ValueKind.Whole, "When it was first made in volume.") { IsRequired = true, Least = 1940, Most = 2100 },
        new("supply", ValueKind.Number, "A usual supply, in V.") { IsRequired = true, Least = 0.1, Most = 100 },
    ]);

    /// <summary>A file of energies at one node.</summary>
    public static Section Table { get; } = new("an energy table",
    [
        new("name", ValueKind.Name, "The name of the file.") { IsRequired = true },
        new("source", ValueKind.Text, "Where the numbers come from.") { IsRequired = true },
        new("confidence", ValueKind.Choice, "How far they can be trusted.") { IsRequired = true, Choices = ["low", "medium", "high"] },
        new("node", ValueKind.Length, "The process node.") { IsRequired = true, Least = 0.1e-9, Most = 1e-2 },
        new("add", ValueKind.SectionByPrecision, "One addition.") { Inner = () => Energy },
        new("multiply", ValueKind.SectionByPrecision, "One multiplication.") { Inner = () => Energy },
        new("sram", ValueKind.Sections, "One byte of an SRAM.") { Inner = () => Sram },
        new("dram", ValueKind.Sections, "One byte of external memory.") { Inner = () => PerByte },
        new("instruction", ValueKind.Sections, "One instruction.") { Inner = () => PerInstruction },
        new("operation", ValueKind.Sections, "The arithmetic of one instruction.") { Inner = () => Operation },
        new("cell_register", ValueKind.EnergyPerByte, "One byte from a cell of an array to the next.") { Least = 0, Most = 1 },
        new("link", ValueKind.Sections, "One byte over a link.") { Inner = () => PerByte },
        new("notes", ValueKind.Text, "What else there is to say."),
    ]);

    /// <summary>The file of process nodes.</summary>
    public static Section Nodes { get; } = new("the process nodes",
    [
        new("source", ValueKind.Text, "Where the numbers come from.") { IsRequired = true },
        new("confidence", ValueKind.Choice, "How far they can be trusted.") { IsRequired = true, Choices = ["low", "medium", "high"] },
        new("nodes", ValueKind.Sections, "From coarse to fine.") { IsRequired = true, Inner = () => Node },
        new("notes", ValueKind.Text, "What else there is to say."),
    ]);
}
