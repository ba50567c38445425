using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Accelerators.Systolic.Networks;

/// <summary>Energy by kind: MACs and vector operations, words of operands and of sums, bytes of main memory (and into and out of the chip's), idle power x time.</summary>
internal static class EnergyAccount
{
    // A division or an exponential in plain operations.
    private const double SpecialOperations = 8;

    public static IReadOnlyList<EnergyPart> Of(SystolicArray array, WorkItem item, FoldCost cost, Seconds duration)
    {
        var energy = array.Energy;
        var macs = item.Products.Count > 0 ? (double)item.Work.Macs.Value * item.Repeats : 0;
        var vector = (item.Vector.Plain + (SpecialOperations * item.Vector.Special)) * item.Repeats;
        var main = (cost.DramReads + (double)cost.DramWrites) * array.WordBytes;
        // Results of vector operations are words; those of an array are sums.
        var sums = item.Products.Count > 0 ? array.SumBytes : array.WordBytes;
        return
        [
            .. Within(array, cost),
            new("arithmetic", new((macs * energy.PerMac.Value) + (vector * energy.PerVectorOperation.Value))),
            new("operands", new((((double)cost.Sram.Inputs + cost.Sram.Weights) * array.WordBytes * energy.PerOperandByte.Value) + (main * energy.PerOperandByte.Value))),
            new("sums", new(((double)cost.Sram.Sums + cost.Sram.Outputs) * sums * energy.PerSumByte.Value)),
            new("main memory", new(main * energy.PerMainByte.Value)),
            new("static", new(energy.Static.Value * duration.Value)),
        ];
    }

    // What moves between the cells of a row-stationary array and within them.
    private static IEnumerable<EnergyPart> Within(SystolicArray array, FoldCost cost) => array.RowCells is not { } cells ? [] :
    [
        new("scratchpads", new(cost.Spads * array.WordBytes * cells.PerSpadByte.Value)), new("cell to cell", new(cost.Hops * array.SumBytes * cells.PerHopByte.Value)),
    ];
}
