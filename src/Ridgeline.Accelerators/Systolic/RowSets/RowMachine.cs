using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Systolic.RowSets;

/// <summary>The scratchpads of a row-stationary machine of the catalogue: registers whose names begin with <c>ifmap</c>, <c>filter</c> and <c>psum</c>.</summary>
internal static class RowMachine
{
    /// <summary>What its PEs have; null if one of the three is missing.</summary>
    public static RowCells? Cells(Machine machine, ComputeUnit unit, Hertz clock, Precision precision)
    {
        var (inputs, filters, sums) = (Find("ifmap"), Find("filter"), Find("psum"));
        if (inputs is null || filters is null || sums is null) return null;
        var word = precision.Element.Bits() / 8d;
        var buffer = machine.PathTo(unit).LastOrDefault(level => level.IsOnChip && level.Kind != MemoryKind.Register);
        var (each, sum) = (Words(inputs, word), Words(sums, precision.Accumulate.Bits() / 8d));
        return new(each, Words(filters, word), sum, buffer?.Bandwidth is { Value: > 0 } bandwidth ? bandwidth.Value / clock.Value : double.PositiveInfinity,
            EnergyModel.For(machine).PerByte(inputs));

        MemoryLevel? Find(string name) => machine.MainMemory.SelfAndWithin
            .FirstOrDefault(level => level.Kind == MemoryKind.Register && level.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) && level.Size is { Value: > 0 });
    }

    private static long Words(MemoryLevel level, double bytes) => Math.Max(1, (long)(level.Size!.Value.Value / bytes));
}
