using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Review.Simulations;

/// <summary>
/// What a systolic array would have brought in place of a machine's units, simulated fold by fold: square arrays of the same peak, the same memories, energies
/// of the same process; and what keeping operands on the chip over time brings, by simulating the same array with room for one fold and nothing more.
/// </summary>
/// <param name="Energy">Joules of the workload on the array.</param>
/// <param name="Time">Seconds on the array, starts left out.</param>
/// <param name="Moved">Words to and from main memory with the machine's memory on the chip.</param>
/// <param name="MovedBare">Words to and from main memory with room for one fold alone.</param>
/// <param name="EnergyBare">Joules with room for one fold alone.</param>
internal readonly record struct ArrayInstead(double Energy, double Time, double Moved, double MovedBare, double EnergyBare)
{
    // As large as those of the TPUs after the first; more multipliers are more arrays.
    private const int LargestSide = 128;

    // Inputs, weights and sums have a third of the memory each.
    private const int Operands = 3;

    /// <summary>Simulates networks that are profiled at a machine's format.</summary>
    public static ArrayInstead Of(Machine machine, NumberFormat format, IEnumerable<NetworkProfile> workload)
    {
        var array = ArrayFor(machine, format);
        var fold = new Bytes((long)Math.Ceiling(array.MacsPerCycle * array.SumBytes));
        var bare = array with { InputSize = fold, WeightSize = fold, OutputSize = fold, ResidentSize = Bytes.Zero };
        var sum = default(ArrayInstead);
        foreach (var profile in workload)
        {
            var (with, without) = (NetworkSimulator.Simulate(profile, array), NetworkSimulator.Simulate(profile, bare));
            sum = new(sum.Energy + with.Total.Energy.Value, sum.Time + with.Latency.Value, sum.Moved + Words(with), sum.MovedBare + Words(without),
                sum.EnergyBare + without.Total.Energy.Value);
        }
        return sum;
    }

    private static double Words(NetworkSimulation simulation) => simulation.Total.DramReads + (double)simulation.Total.DramWrites;

    /// <summary>Square arrays with the machine's peak; sides are powers of two.</summary>
    internal static SystolicArray ArrayFor(Machine machine, NumberFormat format)
    {
        var (unit, rate) = machine.Best(format)!.Value;
        var macs = rate.MacsPerCycle is { } each ? each * unit.Count : rate.Peak.Value / 2 / (unit.Clock ?? machine.Clock.Peak ?? new Hertz(1e9)).Value;
        var side = 1 << (int)Math.Floor(Math.Log2(Math.Clamp(Math.Sqrt(Math.Max(1, macs)), 1, LargestSide)));
        var count = Math.Max(1, (int)(macs / ((double)side * side)));
        // What squares leave over is made up by the clock: the peak is the machine's.
        var clock = new Hertz(rate.Peak.Value / (2d * side * side * count));
        var (energy, main) = (EnergyModel.For(machine), machine.MainMemory);
        var near = machine.PathTo(unit).FirstOrDefault(l => l.IsOnChip && l.Kind != MemoryKind.Register) ?? main;
        var size = new Bytes(Math.Max((long)side * side, machine.OnChipSize.Value / Operands));
        var lanes = machine.Units.Where(u => u.Kind is UnitKind.Simd or UnitKind.Scalar).SelectMany(u => u.Rates).Select(r => r.Peak.Value / 2 / clock.Value)
            .DefaultIfEmpty(side).Max();
        return new()
        {
            Name = "array instead", Rows = side, Columns = side, Count = count, IsDoubleBuffered = true, Clock = clock, Dataflow = Dataflow.WeightStationary,
            Precision = rate.Precision, InputSize = size, WeightSize = size, OutputSize = size, ResidentSize = size,
            BytesPerCycle = main is { IsOnChip: false, Bandwidth: { Value: > 0 } bandwidth } ? bandwidth.Value / clock.Value : double.PositiveInfinity,
            VectorPerCycle = lanes, SpecialPerCycle = lanes,
            Energy = new(energy.PerMac(rate.Precision), energy.PerAdd(rate.Precision.Accumulate), energy.PerByte(near), energy.PerByte(near),
                energy.PerByte(main), energy.Static),
        };
    }
}
