using Ridgeline.Accelerators.Systolic.RowSets;
using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>The systolic arrays of a machine of the catalogue.</summary>
public static class MachineArray
{
    // A program that keeps activations in half of a memory has the other half for what comes and goes. Where weights and sums have memories of their
    // own nothing else does: the unified buffer of the first TPU holds activations alone.
    private const int ResidentShare = 2;
    private const int StreamShare = 4;

    // What an exponential or a division takes in plain operations where nothing is said: a polynomial of that order.
    private const double SpecialOperations = 8;

    /// <summary>The arrays of a machine.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="dataflow">What stays; null for what the machine says, weights if it says nothing that is simulated.</param>
    /// <param name="format">What to multiply; null for what is fastest.</param>
    /// <param name="isDoubleBuffered">Whether the next fold is loaded behind the present one.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>Null if it has none.</returns>
    public static SystolicArray? Of(Machine machine, Dataflow? dataflow, NumberFormat? format, bool isDoubleBuffered, DiagnosticBag diagnostics)
    {
        if (machine.Units.FirstOrDefault(u => u is { Kind: UnitKind.Systolic, Rows: > 0, Columns: > 0 }) is not { } unit)
        {
            var have = MachineCatalog.All.Where(m => m.Units.Any(u => u is { Kind: UnitKind.Systolic, Rows: > 0 })).Select(m => m.Name);
            diagnostics.Error("SIM108", $"{machine.Name} has no systolic array", new(machine.Name), $"these have: {string.Join(", ", have)}; or a SCALE-Sim .cfg");
            return null;
        }
        var rate = format is { } asked ? unit.Rate(asked) : unit.Rates.MaxBy(r => r.Peak.Value);
        if (rate is null)
        {
            diagnostics.Error("SIM109", $"the {unit.Name} of {machine.Name} does not multiply {format!.Value.Name()}", new(machine.Name),
                $"it does: {string.Join(", ", unit.Rates.Select(r => r.Precision.Element.Name()))}");
            return null;
        }
        // The clock at which the peak holds.
        var clock = new Hertz(rate.Peak.Value / (2d * unit.Rows * unit.Columns * unit.Count));
        var flow = dataflow ?? Dataflows.Find(unit.Dataflow ?? "ws") ?? Dataflow.WeightStationary;
        var cells = flow == Dataflow.RowStationary ? RowMachine.Cells(machine, unit, clock, rate.Precision) : null;
        if (flow == Dataflow.RowStationary && cells is null)
        {
            diagnostics.Error("SIM112", $"the cells of {machine.Name} have no scratchpads: rows cannot stay in them", new(machine.Name),
                "eyeriss1 has: registers whose names begin with ifmap, filter and psum, one of each a PE");
            return null;
        }
        var memory = MemoryOf(machine, unit);
        var (plain, special) = Vector(machine, unit, clock);
        var energy = EnergyModel.For(machine);
        return new()
        {
            Name = machine.Name, Rows = unit.Rows, Columns = unit.Columns, Count = checked((int)unit.Count), IsDoubleBuffered = isDoubleBuffered, Clock = clock,
            Dataflow = flow, Precision = rate.Precision, RowCells = cells, Notes = [.. Notes(machine, unit, flow)],
            // The buffer of a row-stationary array holds one pass, and nothing from one layer to the next.
            InputSize = cells is null ? memory.Input : memory.Input * ResidentShare, WeightSize = memory.Weight, OutputSize = memory.Output,
            ResidentSize = cells is null ? memory.Resident : Bytes.Zero,
            PoolsOnTheWay = !machine.Units.Any(IsVector), Host = memory.HasOwnWeights ? HostOf(machine) : null,
            BytesPerCycle = machine.MainMemory is { IsOnChip: false, Bandwidth: { Value: > 0 } bandwidth } ? bandwidth.Value / clock.Value
                : double.PositiveInfinity,
            LoadsWholeTiles = memory.HasOwnWeights, HasWeightMemory = memory.HasOwnWeights, VectorPerCycle = plain, SpecialPerCycle = special,
            Energy = new(energy.PerMac(unit, rate.Precision), energy.PerAdd(rate.Precision.Accumulate), energy.PerByte(memory.Near),
                energy.PerByte(memory.Sums), energy.PerByte(machine.MainMemory), energy.Static),
        };
    }

    private static IEnumerable<string> Notes(Machine machine, ComputeUnit unit, Dataflow flow)
    {
        if (unit.Dataflow is not { } said || Dataflows.Find(said) == flow) yield break;
        yield return $"{machine.Name} is a {said} machine: this is how a {flow.Word()} array of its size would do";
    }

    // Where main memory holds weights alone, activations come over the link to the host.
    private static HostLink? HostOf(Machine machine) => machine.Links.FirstOrDefault(link => link.Kind == LinkKind.Pcie) is { } link
        ? new(link.Name, link.TotalBandwidth, link.Latency ?? Seconds.Zero, EnergyModel.PerByte(link)) : null;

    private static bool IsVector(ComputeUnit unit) => unit.Kind is UnitKind.Simd or UnitKind.Scalar;

    private static ArrayMemory MemoryOf(Machine machine, ComputeUnit unit)
    {
        var path = machine.PathTo(unit).Where(level => level.IsOnChip && level.Kind != MemoryKind.Register).ToList();
        if (path.Count == 0) path = [.. machine.OnChip];
        if (path.Count == 0) path = [machine.MainMemory];
        var large = path.MaxBy(level => level.TotalSize?.Value ?? 0)!;
        var size = large.TotalSize ?? new Bytes(1 << 20);
        // A memory of weights beside that of activations, and one of sums within it: the first TPU has both.
        var weights = machine.MainMemory.Children.FirstOrDefault(level => level.IsOnChip && !level.SelfAndWithin.Contains(large) && level != large);
        var sums = large.Children.FirstOrDefault(level => level.Kind == MemoryKind.Scratchpad && !path.Contains(level));
        var activations = weights is not null && sums is not null ? size : size / ResidentShare;
        return new(activations, weights?.TotalSize ?? (size / StreamShare), sums?.TotalSize ?? (size / StreamShare),
            machine.MainMemory.IsOnChip ? new(long.MaxValue) : activations, weights is not null, path[0], sums ?? path[0]);
    }

    // A machine without a vector unit works where results leave the array: an operation a column and cycle, exponentials from a table.
    private static (double Plain, double Special) Vector(Machine machine, ComputeUnit array, Hertz clock)
    {
        var lanes = machine.Units.Where(IsVector).OrderByDescending(Peak).FirstOrDefault();
        if (lanes is null) return (array.Columns * array.Count, array.Columns * array.Count);
        var plain = Peak(lanes) / 2 / clock.Value;
        return (plain, lanes is { SpecialPerCycle: { } each, Clock: { } own } ? Math.Min(plain, each * lanes.Count * own.Value / clock.Value) : plain / SpecialOperations);

        static double Peak(ComputeUnit unit) => unit.Rates.Count == 0 ? 0 : unit.Rates.Max(r => r.Peak.Value);
    }
}
