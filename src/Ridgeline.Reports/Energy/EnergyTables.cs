using Ridgeline.Machines;
using Ridgeline.Quantities;
using Ridgeline.Reports.Machines;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Energy;

/// <summary>Energies of arithmetic, instructions and accesses as tables.</summary>
public static class EnergyTables
{
    private static readonly NumberFormat[] s_formats = [NumberFormat.Int8, NumberFormat.Int32, NumberFormat.Fp16, NumberFormat.Fp32];

    /// <summary>One row a kind of hardware: where the energy of a multiply-add goes.</summary>
    public static ReportTable Macs(EnergyExplanation explanation) => new("One multiply-add",
    [
        new("Hardware", "hardware", false), new("Precision", "precision", false), new("MACs an instruction", "macs_per_instruction", Yields: 3),
        new("Reuse", "operand_reuse", Yields: 4), new("Arithmetic", "arithmetic_j"), new("Instruction", "instruction_j"),
            new("Registers", "registers_j", Yields: 2),
        new("SRAM", "sram_j"), new("DRAM", "dram_j"), new("Sum", "energy_j", Yields: 1), new("Overhead / arithmetic", "overhead_ratio"),
        new("Sum / arithmetic", "energy_ratio"),
    ],
    [
        .. explanation.Rows.Select(r => new[]
        {
            Cell.Of(r.Name), Cell.Of(r.Precision.ToString()), double.IsFinite(r.MacsPerInstruction) ? Cell.Of(r.MacsPerInstruction) : Cell.None,
            Cell.Of(r.OperandReuse), MachineCells.Of(r.Arithmetic), Spent(r.Instruction), Spent(r.Registers), Spent(r.Sram), Spent(r.Dram),
            MachineCells.Of(r.Total), Cell.Of(r.OverheadRatio), Cell.Of(r.Ratio),
        }),
    ]);

    /// <summary>One row an operation or access at a process node, relative to a 32-bit multiply-add of floats.</summary>
    public static ReportTable Operations(double nm)
    {
        var unit = ArithmeticEnergy.Multiply(NumberFormat.Fp32, nm) + ArithmeticEnergy.Add(NumberFormat.Fp32, nm);
        var rows = s_formats.Select(f => ($"add {f.Name()}", ArithmeticEnergy.Add(f, nm)))
            .Concat(s_formats.Select(f => ($"multiply {f.Name()}", ArithmeticEnergy.Multiply(f, nm))))
            .Concat(EnergyCatalog.At45Nm.Sram.Select(s => ($"32 bits of {s.Size.ToString("B")} SRAM", MemoryEnergy.Sram(s.Size, nm) * 4)))
            .Append(("32 bits of LPDDR", MemoryEnergy.OffChip("LPDDR", MemoryKind.Dram) * 4)).Append(("32 bits of HBM2",
                MemoryEnergy.OffChip("HBM2", MemoryKind.Hbm) * 4))
            .Concat(EnergyCatalog.Tables.SelectMany(t => t.Instruction.Select(i => ($"instruction, {i.Key}", ArithmeticEnergy.Scale(i.Value, t.NodeNm, nm)))));
        return new("One operation or access",
            [new("Operation", "operation", false), new("Energy", "energy_j"), new("In fp32 multiply-adds", "fp32_macs")],
            [.. rows.Select(r => new[] { Cell.Of(r.Item1), MachineCells.Of(r.Item2), Cell.Of((r.Item2 / unit).Value) })]);
    }

    // A part that is counted elsewhere, or that the hardware does not have.
    private static Cell Spent(Joules energy) => energy.Value == 0 ? Cell.None with { Raw = "0" } : MachineCells.Of(energy);
}
