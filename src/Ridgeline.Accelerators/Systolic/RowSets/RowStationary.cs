using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic.RowSets;

/// <summary>
/// Convolutions on a row-stationary array (Chen et al., ISCA 2016 and JSSC 2017). A PE slides a row of a filter over a row of an image; R PEs above each
/// other add up to a row of sums, e of these beside each other are a set. A pass has r sets of other channels, whose sums are added, and t of other
/// filters; a PE holds p filters of q channels. The buffer holds the sums of m filters, e rows and n images until all channels have passed, and the inputs
/// of one pass. Of the mappings the fastest is taken, of equally fast ones the one of the least energy.
/// </summary>
public static class RowStationary
{
    // Of the 27 banks of the buffer two are for filters on their way (JSSC 2017).
    private const double BufferShare = 25d / 27;

    /// <summary>Products one after the other, each under its best mapping.</summary>
    /// <exception cref="OverflowException">A count does not fit 64 bits.</exception>
    public static FoldCost Cost(SystolicArray array, ProductLoad load)
    {
        if (load.Product is not { M: > 0, N: > 0, K: > 0, Count: > 0, Steps: > 0 }) return default;
        return Best(array, load).Cost * load.Product.Steps;
    }

    /// <summary>The fastest mapping of a product, and what it takes once.</summary>
    public static (RowMapping Mapping, FoldCost Cost) Best(SystolicArray array, ProductLoad load)
    {
        var cells = array.RowCells ?? throw new ArgumentException("the array is not row-stationary", nameof(array));
        var layer = RowConvolution.Of(load.Product, array.Rows, cells);
        var best = default((RowMapping Mapping, FoldCost Cost));
        var least = (Cycles: long.MaxValue, Energy: double.PositiveInfinity);
        foreach (var mapping in RowSearch.Mappings(layer, array, cells))
        {
            var cost = Cost(array, load, mapping);
            var found = (cost.Cycles, Energy(array, cost));
            if (found.CompareTo(least) < 0) (best, least) = ((mapping, cost), found);
        }
        return best;
    }

    /// <summary>What a product takes under one mapping. Sums that the buffer has no room for go to main memory and back after each pass of channels.</summary>
    /// <exception cref="OverflowException">A count does not fit 64 bits.</exception>
    public static FoldCost Cost(SystolicArray array, ProductLoad load, RowMapping map)
    {
        var cells = array.RowCells ?? throw new ArgumentException("the array is not row-stationary", nameof(array));
        var layer = RowConvolution.Of(load.Product, array.Rows, cells);
        var plane = layer.Plane;
        var (strips, batches) = (Parts(plane.Height, map.Rows), Parts(plane.Images, map.Images));
        var (channels, filters) = (new RowShares(layer.Channels, map.ChannelSets, map.Channels), new RowShares(layer.Filters, map.FilterSets, map.Filters));
        var held = Held(array, layer, map);
        var groups = held > 0 ? Math.Ceiling(layer.Filters / held) : filters.Passes;
        checked
        {
            var compute = layer.Count * strips * plane.Images * plane.Width * plane.KernelWidth * channels.Held * filters.Held;
            // Strips share rows of the input where windows overlap.
            var input = load.InputWords * Math.Max(1, strips * (double)InputRows(plane, map) / Math.Max(InputRows(plane, map), plane.InputHeight));
            var weights = load.WeightWords * strips * batches;
            var sums = layer.Sums * layer.Count;
            var windows = layer.IsPoint ? load.Product.M * (double)load.Product.K : input;
            var sram = new SramWords(Count(windows * filters.Passes * layer.Count), Count(weights * layer.Count), sums * (channels.Passes - 1),
                sums * channels.Passes);
            var loads = load.WeightsOnChip ? 0 : Count(weights * layer.Count);
            var spilled = held > 0 ? 0 : sram.Sums;
            var read = loads + spilled + Count(input * groups * (1 - load.InputsOnChip) * layer.Count);
            var written = spilled + Count(sums * (1 - load.OutputsOnChip));
            var needed = array.WordBytes * Math.Max((read + (double)written) / array.BytesPerCycle, (sram.Reads + (double)sram.Outputs) / cells.BufferBytesPerCycle);
            var works = layer.Count * strips * batches * channels.Passes * filters.Passes;
            return new()
            {
                ComputeCycles = compute, ActiveCycles = compute, StallCycles = (long)Math.Max(0, Math.Ceiling(needed - compute)), Sram = sram, DramReads = read,
                DramLoads = loads, DramWrites = written, Spads = Spads(layer, load.Product, filters, batches), Hops = sums * plane.KernelHeight * channels.Sets,
                MappedCells = (double)layer.Count * batches * plane.KernelHeight * plane.Height * channels.Sets * filters.Sets, Cells = array.MacsPerCycle * works,
            };
        }
    }

    /// <summary>Rows and columns of PEs that a full pass of a product works on.</summary>
    public static (int Rows, int Columns) Used(SystolicArray array, MatrixProduct product)
    {
        var (map, _) = Best(array, ProductLoad.Of(product));
        var height = RowConvolution.Of(product, array.Rows, array.RowCells!).Plane.KernelHeight;
        var beside = Math.Max(1, array.Columns / map.Rows);
        var above = Parts(map.ChannelSets * map.FilterSets, beside * array.Count) * Parts(map.Rows, array.Columns);
        return ((int)Math.Min(array.Rows, height * above), (int)Math.Min(array.Columns, map.Rows * Math.Min(beside, map.ChannelSets * map.FilterSets)));
    }

    // Filters whose sums have room until all channels have passed, beside the inputs of a pass; those of whole passes. None has: not above zero.
    private static double Held(SystolicArray array, RowConvolution layer, RowMapping map)
    {
        var plane = layer.Plane;
        var perPass = (double)map.PassChannels * map.Images * Math.Min(InputRows(plane, map), plane.InputHeight) * plane.InputWidth;
        var perFilter = (double)map.Images * map.Rows * plane.Width;
        return Math.Floor(((array.InputSize.Value * BufferShare / array.WordBytes) - perPass) / perFilter / map.PassFilters) * map.PassFilters;
    }

    private static long InputRows(PlaneWindow plane, RowMapping map) => ((map.Rows - 1) * plane.Stride) + plane.KernelHeight;

    // Each MAC reads an input, a weight and a sum and writes the sum; what is read was written before: rows of inputs once for the sets of each pass of
    // filters, rows of filters to each PE of a row of a set.
    private static long Spads(RowConvolution layer, MatrixProduct product, RowShares filters, long batches)
    {
        var plane = layer.Plane;
        checked
        {
            var rows = layer.Count * plane.KernelHeight * plane.Height * layer.Channels;
            var written = (rows * plane.Images * plane.InputWidth * filters.Sets) + (rows * plane.KernelWidth * layer.Filters * batches);
            return (4 * (long)product.Macs / product.Steps) + written;
        }
    }

    private static double Energy(SystolicArray array, FoldCost cost)
        => ((cost.DramReads + (double)cost.DramWrites) * array.Energy.PerMainByte.Value)
            + ((cost.Sram.Reads + (double)cost.Sram.Outputs) * array.Energy.PerOperandByte.Value)
            + (cost.Spads * array.RowCells!.PerSpadByte.Value) + (cost.Hops * array.RowCells.PerHopByte.Value);

    private static long Parts(long size, long part) => (size + part - 1) / part;

    private static long Count(double words) => checked((long)Math.Round(words));
}
