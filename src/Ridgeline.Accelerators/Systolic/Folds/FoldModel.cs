using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic.Folds;

/// <summary>
/// A product fold by fold. While one pass computes, half of each memory is filled for the next: pass f takes max(its cycles, what it streams + what the next
/// must find + what the last one wrote, over the bandwidth). What was loaded once and fits is not fetched again. Sums that have no room go to main memory
/// and back, or the stream is cut into parts whose sums have room and weights are loaded again for each: whatever takes fewer cycles.
/// </summary>
public static class FoldModel
{
    private static readonly long[] s_cuts = [.. Enumerable.Range(0, 24).SelectMany(i => new[] { 1L << i, 3L << i }).Order()];

    /// <summary>Products on arrays: independent ones side by side where there are several arrays, dependent ones one after the other.</summary>
    /// <exception cref="OverflowException">A count does not fit 64 bits.</exception>
    public static FoldCost Cost(SystolicArray array, ProductLoad load)
    {
        if (load.Product is not { M: > 0, N: > 0, K: > 0, Count: > 0, Steps: > 0 } product) return default;
        var first = Best(array, load);
        if (product.Steps == 1) return first;
        // A step that waits for the one before finds its weights only if all of them stay.
        var stays = load.WeightWords * product.Count * array.WordBytes <= array.WeightSize.Value;
        return first + (Best(array, load with { WeightsOnChip = load.WeightsOnChip || stays }) * (product.Steps - 1));
    }

    // The cuts that have room, finer ones too: a part may fit where the whole does not. More memory only adds cuts to choose from, so it is never slower.
    private static FoldCost Best(SystolicArray array, ProductLoad load)
    {
        var (least, most) = (Parts(array, load.Product), array.Dataflow == Dataflow.InputStationary ? load.Product.N : load.Product.M);
        FoldCost? best = null;
        // Where main memory holds weights alone, sums have nowhere to go.
        if (least > 1 && !array.HasWeightMemory) best = Step(array, load);
        foreach (var parts in s_cuts.Where(cut => cut >= least && cut < most).Append(most))
        {
            var cost = parts == 1 ? Step(array, load) : Cut(array, load, parts);
            if (best is not { } known || IsBetter(cost, known)) best = cost;
            if (cost.StallCycles == 0 || array.Dataflow == Dataflow.OutputStationary) break;
        }
        return best!.Value;
    }

    private static bool IsBetter(FoldCost a, FoldCost b) => (a.Cycles, a.DramReads + a.DramWrites).CompareTo((b.Cycles, b.DramReads + b.DramWrites)) < 0;

    // Parts of the stream whose sums have room, for all columns side by side.
    private static long Parts(SystolicArray array, MatrixProduct p)
    {
        var shape = FoldShape.Of(array.Dataflow, p, array.Rows, array.Columns);
        if (array.Dataflow == Dataflow.OutputStationary || shape.RowFolds == 1) return 1;
        var width = Math.Min(shape.Across, shape.Columns * ArraySpread.Of(array, shape, p.Count).Columns);
        var sums = (double)shape.Stream * width * array.SumBytes;
        return Math.Min(shape.Stream, (long)Math.Ceiling(sums / Math.Max(1, array.OutputSize.Value)));
    }

    private static FoldCost Cut(SystolicArray array, ProductLoad load, long parts)
    {
        var isInput = array.Dataflow == Dataflow.InputStationary;
        var stream = isInput ? load.Product.N : load.Product.M;
        var part = (stream + parts - 1) / parts;
        var (whole, rest) = Math.DivRem(stream, part);
        var cost = Of(part, whole);
        return rest > 0 ? cost + Of(rest, 1) : cost;

        FoldCost Of(long length, long times)
        {
            var share = (double)length / stream;
            var p = load.Product with { Count = checked(load.Product.Count * times) };
            return Step(array, isInput ? load with { Product = p with { N = length }, WeightWords = load.WeightWords * share }
                : load with { Product = p with { M = length }, InputWords = load.InputWords * share });
        }
    }

    private static FoldCost Step(SystolicArray array, ProductLoad load)
    {
        var p = load.Product;
        var shape = FoldShape.Of(array.Dataflow, p, array.Rows, array.Columns);
        var spread = ArraySpread.Of(array, shape, p.Count);
        var timing = new PassTiming(array, shape, spread);
        var groups = new FoldGroups(array, load, shape, spread, timing).Walk();
        var passes = checked(groups.Passes * spread.Rounds);
        var compute = checked(((passes - 1) * timing.Apart) + timing.Last);
        var (read, written) = (Count(groups.Read), Count(groups.Written));
        var needed = Math.Max(groups.Time - 1e-6, (read + (double)written) * array.WordBytes / array.BytesPerCycle);
        var stall = Math.Max(0, Math.Ceiling(needed - compute));
        var words = ClosedForm.Words(array.Dataflow, p, shape) * p.Count;
        return new()
        {
            ComputeCycles = compute, StallCycles = checked((long)stall), ActiveCycles = checked(passes * timing.Stream),
            ShiftCycles = Count(groups.Shift), FirstLoad = Math.Min((long)stall, (long)groups.FirstLoad), Sram = words,
            DramReads = read, DramLoads = Count(groups.Loaded), DramWrites = written,
            MappedCells = (double)shape.Down * shape.Across * p.Count, Cells = (double)shape.Folds * shape.Rows * shape.Columns * p.Count,
        };
    }

    private static long Count(double words) => checked((long)Math.Round(words));
}
