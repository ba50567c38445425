using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>What one multiply-add costs on a scalar core, on vectors, on tensor cores and on a systolic array: at a process node, or on a machine.</summary>
/// <remarks>
/// <para>An instruction is shared by the MACs that it does; the register file is not, for each lane has its own operands. An array has no
/// instruction worth counting and passes
/// operands and sums from cell to cell.</para>
/// <para>Only the instruction that multiplies is counted: a processor spends further ones on loads and loops, so that this is the least it can do.</para>
/// </remarks>
public static class MacEnergies
{
    private const int ArraySide = 256;
    private static readonly Bytes s_near = new(32 << 10);
    private static readonly Bytes s_far = new(1 << 20);
    private static readonly Precision s_fp32 = Precision.Of(NumberFormat.Fp32);
    private static readonly Precision s_int8 = Precision.Of(NumberFormat.Int8);

    /// <summary>At a process node, with 32 KiB of SRAM beside the unit, 1 MiB behind them and LPDDR outside.</summary>
    /// <param name="nm">The node, in nm.</param>
    public static IReadOnlyList<MacEnergy> At(double nm)
    {
        var outOfOrder = ArithmeticEnergy.Scale(EnergyCatalog.OutOfOrder.Instruction["out-of-order"], EnergyCatalog.OutOfOrder.NodeNm, nm);
        var inOrder = ArithmeticEnergy.Scale(EnergyCatalog.At45Nm.Instruction["in-order"], EnergyCatalog.At45Nm.NodeNm, nm);
        return
        [
            Processor("scalar, out of order", s_fp32, 1, outOfOrder, nm), Processor("scalar, out of order", s_int8, 1, outOfOrder, nm),
            Processor("scalar, in order", s_fp32, 1, inOrder, nm), Processor("scalar, in order", s_int8, 1, inOrder, nm),
            Processor("SIMD of 4, in order", s_fp32, 4, inOrder, nm), Processor("SIMD of 16, in order", s_fp32, 16, inOrder, nm),
            Gpu("HFMA", "GPU lane, HFMA", 1, nm), Gpu("HDP4A", "GPU lane, HDP4A", 1, nm),
            Gpu("HMMA", "tensor core, HMMA", 3, nm), Gpu("IMMA", "tensor core, IMMA", 3, nm),
            Array(ArraySide, s_int8, nm),
        ];
    }

    /// <summary>Each unit of a machine at each of its precisions, with the machine's memories.</summary>
    public static IReadOnlyList<MacEnergy> Of(Machine machine)
    {
        var energy = EnergyModel.For(machine);
        return [.. from unit in machine.Units from rate in unit.Rates select Of(machine, unit, rate.Precision, energy)];
    }

    private static MacEnergy Of(Machine machine, ComputeUnit unit, Precision precision, EnergyModel energy)
    {
        var macs = EnergyModel.MacsPerInstruction(unit, precision);
        var isArray = unit.Kind == UnitKind.Systolic;
        var reuse = isArray ? Math.Min(unit.Rows, unit.Columns) : unit.Kind == UnitKind.Matrix ? Math.Cbrt(macs) : 1;
        // Operands come from registers in any case, and the instruction pays for that.
        var levels = machine.PathTo(unit).Where(level => level.Kind != MemoryKind.Register).Select(level
            => (level.Size, energy.PerByte(level), level.IsOnChip));
        var (sram, dram) = OperandTraffic.PerMac(levels, BytesOf(precision.Element), reuse, isArray ? SumsOut(precision, reuse) : 0);
        return new($"{unit.Name}", precision, macs, reuse, energy.PerMac(unit, precision), energy.OverheadPerMac(unit, precision),
            isArray ? BetweenCells(precision, energy.NodeNm) : Joules.Zero, sram, dram);
    }

    private static MacEnergy Processor(string name, Precision precision, int lanes, Joules instruction, double nm)
    {
        // A register file is read and written as wide as the operands are.
        var registers = ArithmeticEnergy.Scale(EnergyCatalog.At45Nm.Registers["in-order"], EnergyCatalog.At45Nm.NodeNm, nm);
        var (sram, dram) = OperandTraffic.PerMac(Memories(nm), BytesOf(precision.Element), 1, 0);
        return new(name, precision, lanes, 1, Arithmetic(precision, nm), (instruction - registers) / lanes, registers * (precision.Element.Bits() / 32d),
            sram, dram);
    }

    // What a GPU's instruction costs has fetching the operands in it.
    private static MacEnergy Gpu(string operation, string name, int dimensions, double nm)
    {
        var stated = EnergyCatalog.At45Nm.Operation[operation];
        var reuse = dimensions == 1 ? 1 : Math.Pow(stated.Macs, 1d / dimensions);
        var (sram, dram) = OperandTraffic.PerMac(Memories(nm), BytesOf(stated.Precision.Element), reuse, 0);
        var (arithmetic, instruction) = (Scaled(stated.Energy, nm), Scaled(EnergyCatalog.At45Nm.Instruction["gpu"], nm));
        return new(name, stated.Precision, stated.Macs, reuse, arithmetic / stated.Macs, instruction / stated.Macs, Joules.Zero, sram, dram);
    }

    private static MacEnergy Array(int side, Precision precision, double nm)
    {
        var (sram, dram) = OperandTraffic.PerMac(Memories(nm), BytesOf(precision.Element), side, SumsOut(precision, side));
        // One instruction drives a tile of activations through the array.
        var macs = Math.Pow(side, 3);
        return new($"systolic {side}x{side}", precision, macs, side, Arithmetic(precision, nm), Scaled(EnergyCatalog.At45Nm.Instruction["in-order"], nm) / macs,
            BetweenCells(precision, nm), sram, dram);
    }

    private static (Bytes? Size, Joules PerByte, bool IsOnChip)[] Memories(double nm) =>
    [
        (s_near, MemoryEnergy.Sram(s_near, nm), true), (s_far, MemoryEnergy.Sram(s_far, nm), true),
            (null, MemoryEnergy.OffChip("LPDDR", MemoryKind.Dram), false),
    ];

    private static Joules Arithmetic(Precision precision, double nm)
        => ArithmeticEnergy.Multiply(precision.Element, nm) + ArithmeticEnergy.Add(precision.Accumulate, nm);

    // An activation and a sum move on at each MAC; the weight stays.
    private static Joules BetweenCells(Precision precision, double nm)
        => Scaled(EnergyCatalog.At45Nm.CellRegisterPerByte!.Value, nm) * (BytesOf(precision.Element) + BytesOf(precision.Accumulate));

    // A column's sum leaves after as many MACs as there are rows, is read back and added to.
    private static double SumsOut(Precision precision, double side) => 2 * BytesOf(precision.Accumulate) / side;

    private static Joules Scaled(Joules at45, double nm) => ArithmeticEnergy.Scale(at45, EnergyCatalog.At45Nm.NodeNm, nm);

    private static double BytesOf(NumberFormat format) => format.Bits() / 8d;
}
