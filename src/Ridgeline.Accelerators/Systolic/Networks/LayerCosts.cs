using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Accelerators.Systolic.RowSets;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic.Networks;

/// <summary>What each item of a network takes: products on the arrays, everything else on the vector unit. Equal products are simulated once.</summary>
internal sealed class LayerCosts(SystolicArray array, OnChip onChip)
{
    private readonly Dictionary<ProductLoad, FoldCost> _known = [];

    /// <summary>The cost of all repeats of an item.</summary>
    public FoldCost Of(WorkItem item)
    {
        var cost = item.Products.Count > 0 ? Products(item) : Vector(item);
        return cost * item.Repeats;
    }

    /// <summary>Cycles of the vector unit for all repeats.</summary>
    public long VectorCycles(WorkItem item) => checked(VectorOnce(item) * item.Repeats);

    /// <summary>What is left of an item that is made as its input leaves the array: the hidden cycles are taken off, and its data are at hand.</summary>
    public FoldCost OnTheWay(WorkItem item, FoldCost cost, long hidden)
    {
        var compute = cost.ComputeCycles - hidden;
        var needed = Words(onChip.Outside(item.Reads) + onChip.Outside(item.Writes)) * item.Repeats;
        var stall = Math.Max(0, (long)Math.Ceiling(needed * array.WordBytes / array.BytesPerCycle) - compute);
        return cost with { ComputeCycles = compute, StallCycles = stall };
    }

    private FoldCost Products(WorkItem item)
    {
        var (inputs, weights) = (item.Reads.Where(t => !t.IsConstant).Sum(t => (double)t.Size.Value), item.Reads.Where(t => t.IsConstant).Sum(t => (double)t.Size.Value));
        var inputsOnChip = inputs > 0 ? 1 - (onChip.Outside(item.Reads.Where(t => !t.IsConstant)) / inputs) : 0;
        var written = item.Writes.Sum(t => (double)t.Size.Value);
        var outputsOnChip = written > 0 ? 1 - (onChip.Outside(item.Writes) / written) : 0;
        var sum = default(FoldCost);
        foreach (var p in item.Products)
        {
            var hasWeights = weights > 0 && item.Products.Count == 1;
            var load = new ProductLoad(p, Least(p.M * (double)p.K, inputs, p), hasWeights ? Least(p.K * (double)p.N, weights, p) : p.K * (double)p.N)
            {
                InputsOnChip = inputsOnChip, OutputsOnChip = outputsOnChip,
                WeightsOnChip = double.IsPositiveInfinity(array.BytesPerCycle) && array.ResidentSize.Value == long.MaxValue,
            };
            sum += Known(load);
        }
        // Biases and the like are added as results leave, and while the array waits.
        var compute = Math.Max(sum.ComputeCycles, VectorOnce(item));
        var stall = Math.Max(0, sum.Cycles - compute);
        return sum with { ComputeCycles = compute, StallCycles = stall, FirstLoad = Math.Min(sum.FirstLoad, stall) };
    }

    // Windows overlap and heads share: no more is fetched than there is.
    private double Least(double words, double bytes, MatrixProduct p) => bytes > 0 ? Math.Min(words, bytes / array.WordBytes / p.Count) : words;

    private FoldCost Known(ProductLoad load) => _known.TryGetValue(load, out var cost) ? cost
        : _known[load] = array.Dataflow == Dataflow.RowStationary ? RowStationary.Cost(array, load) : FoldModel.Cost(array, load);

    private FoldCost Vector(WorkItem item)
    {
        var (read, written) = (Words(onChip.Outside(item.Reads)), Words(onChip.Outside(item.Writes)));
        var compute = VectorOnce(item);
        return new()
        {
            ComputeCycles = compute, StallCycles = Math.Max(0, (long)Math.Ceiling((read + written) * array.WordBytes / array.BytesPerCycle) - compute),
            Sram = new(Words(item.Reads.Sum(t => (double)t.Size.Value)), 0, 0, Words(item.Writes.Sum(t => (double)t.Size.Value))), DramReads = read, DramWrites = written,
        };
    }

    private long Words(double bytes) => checked((long)Math.Ceiling(bytes / array.WordBytes));

    private long VectorOnce(WorkItem item)
    {
        var (plain, special) = item.Vector;
        return checked((long)Math.Ceiling((plain / array.VectorPerCycle) + (special / array.SpecialPerCycle)));
    }
}
