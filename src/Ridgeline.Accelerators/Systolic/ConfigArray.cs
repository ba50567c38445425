using Ridgeline.Accelerators.Systolic.ScaleSim;
using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>The array that a SCALE-Sim configuration describes, as hardware: what the format leaves out is assumed.</summary>
public static class ConfigArray
{
    /// <summary>The clock that is assumed: the format has none.</summary>
    public static Hertz AssumedClock { get; } = new(1e9);

    // Energies are those of the tables themselves.
    private const double AssumedNode = 45;

    /// <summary>
    /// An array of 8-bit words and 32-bit sums at 1 GHz in 45 nm with DDR4; the bandwidth of <c>USER</c> mode in words a cycle for all operands together,
    /// none in <c>CALC</c> mode; a vector lane a column.
    /// </summary>
    public static SystolicArray Of(ScaleSimConfig config, Dataflow? dataflow, bool isDoubleBuffered)
    {
        var (input, weight, output) = (Kilo(config.InputKilobytes), Kilo(config.FilterKilobytes), Kilo(config.OutputKilobytes));
        return new()
        {
            Name = config.RunName, Rows = config.Rows, Columns = config.Columns, Dataflow = dataflow ?? config.Dataflow, IsDoubleBuffered = isDoubleBuffered,
            Clock = AssumedClock, InputSize = input, WeightSize = weight, OutputSize = output, ResidentSize = input < output ? input : output,
            BytesPerCycle = config.IsUserBandwidth ? config.OutputBandwidth : double.PositiveInfinity,
            VectorPerCycle = config.Columns, SpecialPerCycle = config.Columns,
            Energy = new(ArithmeticEnergy.Multiply(NumberFormat.Int8, AssumedNode) + ArithmeticEnergy.Add(NumberFormat.Int32, AssumedNode),
                ArithmeticEnergy.Add(NumberFormat.Int32, AssumedNode), MemoryEnergy.Sram(input, AssumedNode), MemoryEnergy.Sram(output, AssumedNode),
                MemoryEnergy.OffChip("DDR4", MemoryKind.Dram), Watts.Zero),
        };
    }

    private static Bytes Kilo(long kilobytes) => new(checked(1024 * kilobytes));
}
