using System.Globalization;
using Ridgeline.Machines;

namespace Ridgeline.Reports.Energy;

/// <summary>Why a multiply-add costs many times its arithmetic, and on what: at a process node or on a machine.</summary>
/// <param name="Subject">What it is about: <c>45 nm</c>, <c>NVIDIA H100 (4 nm)</c>.</param>
/// <param name="NodeNm">The process node, in nm.</param>
/// <param name="Rows">One row a kind of hardware and precision.</param>
/// <param name="IsMachine">Whether the rows are units of a machine, with its own memories.</param>
public sealed record EnergyExplanation(string Subject, double NodeNm, IReadOnlyList<MacEnergy> Rows, bool IsMachine)
{
    /// <summary>The explanation at a process node, in nm.</summary>
    public static EnergyExplanation At(double nm) => new(string.Create(CultureInfo.InvariantCulture, $"{nm} nm"), nm, MacEnergies.At(nm), IsMachine: false);

    /// <summary>The explanation on a machine.</summary>
    public static EnergyExplanation On(Machine machine)
    {
        var nm = EnergyModel.For(machine).NodeNm;
        return new(string.Create(CultureInfo.InvariantCulture, $"{machine.Title}, {nm:G3} nm"), nm, MacEnergies.Of(machine), IsMachine: true);
    }

    /// <summary>What the rows say, in sentences with their numbers.</summary>
    public IEnumerable<string> Sentences()
    {
        var (worst, best) = (Rows.MaxBy(r => r.OverheadRatio)!, Rows.MinBy(r => r.OverheadRatio)!);
        yield return $"{Named(worst)}: a multiply-add of {worst.Arithmetic} of arithmetic carries "
            + $"{worst.Instruction + worst.Registers} of instruction and registers, "
            + $"{Times(worst.OverheadRatio)} as much.";
        if (!IsMachine) foreach (var sentence in Scalars().Concat(Remedies())) yield return sentence;
        if (worst != best) yield return $"{Named(best)} has the least: {Times(best.OverheadRatio)} the arithmetic.";
        var farthest = Rows.MaxBy(r => (r.Dram / r.Arithmetic).Value)!;
        yield return $"Memory is the rest: {Named(farthest)} spends {farthest.Sram} on chip and {farthest.Dram} outside a multiply-add, "
            + "in blocks that fill each memory; "
            + "an operand that a unit keeps for n multiply-adds is read for 1/n of its energy.";
    }

    /// <summary>Where the numbers come from.</summary>
    public static IEnumerable<string> Sources() => EnergyCatalog.Tables.Select(t => $"{t.Name} ({MachineWord(t.Confidence)}): {t.Source}")
        .Append("between nodes: docs/machines.md, Energy");

    private IEnumerable<string> Scalars() => Rows.Where(r => r.Name.StartsWith("scalar", StringComparison.Ordinal)).GroupBy(r => r.Name)
        .Select(g => $"{g.Key}: {g.Min(r => r.Ratio).ToString("N0", CultureInfo.InvariantCulture)} ({Narrow(g.MinBy(r => r.Ratio)!)}) to "
            + $"{g.Max(r => r.Ratio).ToString("N0", CultureInfo.InvariantCulture)} times ({Narrow(g.MaxBy(r => r.Ratio)!)}) its arithmetic, memory included.");

    private static string Narrow(MacEnergy row) => row.Precision.Element.Name();

    private IEnumerable<string> Remedies()
    {
        var scalar = Rows.First(r => r.Name == "scalar, in order" && r.Precision.Element == NumberFormat.Fp32);
        foreach (var wide in Rows.Where(r => r.Name.StartsWith("SIMD", StringComparison.Ordinal)))
        {
            yield return $"{wide.Name} shares one instruction among {Count(wide.MacsPerInstruction)}: {Times(scalar.OverheadRatio)} becomes "
                + $"{Times(wide.OverheadRatio)}; "
                + "the register file is still paid lane by lane.";
        }
        foreach (var core in Rows.Where(r => r.Name.StartsWith("tensor", StringComparison.Ordinal)))
        {
            yield return $"{core.Name} does {Count(core.MacsPerInstruction)} multiply-adds an instruction: "
                + $"overhead {Percent(core.OverheadRatio)} of the arithmetic, "
                + $"and each operand serves {Count(core.OperandReuse)}.";
        }
        var array = Rows[^1];
        yield return $"{array.Name} needs {array.Instruction} of instruction a multiply-add and reads each operand once for {Count(array.OperandReuse)}; "
            + "what is left is to pass operands and sums from cell to cell.";
    }

    internal static string Named(MacEnergy row) => $"{row.Name} {row.Precision.Element.Name()}";

    internal static string Times(double ratio) => ratio.ToString(ratio >= 100 ? "N0" : ratio >= 10 ? "F0" : ratio >= 1 ? "F1" : "F2",
        CultureInfo.InvariantCulture) + " times";

    private static string MachineWord(Confidence confidence) => confidence.ToString().ToLowerInvariant();

    private static string Percent(double ratio) => ratio.ToString("P0", CultureInfo.InvariantCulture);

    private static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
