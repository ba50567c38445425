using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>What one operation, one instruction and one byte cost on a machine: what the machine states, else published tables scaled to its process.</summary>
/// <remarks>
/// <para>Scaling. Between 45 nm and 7 nm, where both are published: log-linear between the two tables, number by number. Finer than 7 nm: on along the
/// same line. Coarser than 45 nm: capacitance times voltage squared. External memories and links do not scale with the logic process.</para>
/// </remarks>
public sealed class EnergyModel
{
    // Leakage and clock as a share of TDP where no idle power is stated: between TPU v1 (37 %) and GPUs (12 %).
    private const double IdleShare = 0.2;

    private readonly Machine _machine;
    private readonly double _node;

    private EnergyModel(Machine machine)
    {
        _machine = machine;
        _node = machine.ProcessNm ?? EnergyCatalog.Nodes.NodeOf(machine.Year - 1);
    }

    /// <summary>The process node that tables are scaled to, in nm: that of the machine, else the usual one of its year.</summary>
    public double NodeNm => _node;

    /// <summary>What the machine draws whether it computes or not; zero if neither idle power nor TDP is known.</summary>
    public Watts Static => _machine.IdlePower ?? (_machine.Tdp is { } tdp ? tdp * IdleShare : Watts.Zero);

    /// <summary>The model of a machine.</summary>
    public static EnergyModel For(Machine machine) => new(machine);

    /// <summary>One multiply and add, without what surrounds it.</summary>
    public Joules PerMac(Precision precision)
        => _machine.Units.SelectMany(u => u.Rates).FirstOrDefault(r => r.Precision == precision)?.EnergyPerMac
            ?? PerMultiply(precision.Element) + PerAdd(precision.Accumulate);

    /// <summary>One multiply and add on a unit, without what surrounds it.</summary>
    public Joules PerMac(ComputeUnit unit, Precision precision)
        => unit.Rate(precision)?.EnergyPerMac ?? PerMultiply(precision.Element) + PerAdd(precision.Accumulate);

    /// <summary>One addition.</summary>
    public Joules PerAdd(NumberFormat format) => ArithmeticEnergy.Add(format, _node);

    /// <summary>One multiplication.</summary>
    public Joules PerMultiply(NumberFormat format) => ArithmeticEnergy.Multiply(format, _node);

    /// <summary>Fetching, decoding and steering one instruction of a unit; nothing for a systolic array.</summary>
    public Joules PerInstruction(ComputeUnit unit)
    {
        if (unit.InstructionEnergy is { } stated) return stated;
        if (unit.Kind == UnitKind.Systolic) return Joules.Zero;
        return _machine.Class switch
        {
            MachineClass.Cpu => ArithmeticEnergy.Scale(EnergyCatalog.OutOfOrder.Instruction["out-of-order"], EnergyCatalog.OutOfOrder.NodeNm, _node),
            MachineClass.Gpu or MachineClass.Edge or MachineClass.Mobile => ArithmeticEnergy.Scale(EnergyCatalog.At45Nm.Instruction["gpu"], 45, _node),
            _ => ArithmeticEnergy.Scale(EnergyCatalog.At45Nm.Instruction["in-order"], 45, _node),
        };
    }

    /// <summary>MACs that one instruction of a unit does: what the machine says, else those of a scalar, of a vector of lanes, or of a matrix
    /// product.</summary>
    public static double MacsPerInstruction(ComputeUnit unit, Precision precision)
    {
        var rate = unit.Rate(precision);
        if (rate?.MacsPerInstruction is { } stated) return stated;
        if (unit.Tile is { } tile) return (double)tile.M * tile.N * tile.K;
        return unit.Kind switch
        {
            UnitKind.Systolic => double.PositiveInfinity,
            UnitKind.Matrix => EnergyCatalog.At45Nm.Operation[precision.Element.Bits() <= 8 ? "IMMA" : "HMMA"].Macs,
            UnitKind.Simd => Math.Max(1, rate?.MacsPerCycle ?? 1),
            _ => 1,
        };
    }

    /// <summary>The share of an instruction that one MAC bears.</summary>
    public Joules OverheadPerMac(ComputeUnit unit, Precision precision)
    {
        var macs = MacsPerInstruction(unit, precision);
        return double.IsInfinity(macs) ? Joules.Zero : PerInstruction(unit) / macs;
    }

    /// <summary>Moving one byte out of or into a memory level.</summary>
    public Joules PerByte(MemoryLevel level) => level.EnergyPerByte ?? MemoryEnergy.PerByte(level, _node);

    /// <summary>Moving one byte over a link.</summary>
    public static Joules PerByte(Link link)
        => link.EnergyPerByte ?? EnergyCatalog.OffChip.Link.GetValueOrDefault(link.Kind.ToString().ToLowerInvariant(), EnergyCatalog.OffChip.Link["other"]);
}
