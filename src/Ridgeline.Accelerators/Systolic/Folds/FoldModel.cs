namespace Ridgeline.Accelerators.Systolic.Folds;

/// <summary>
/// A product fold by fold. While one pass computes, half of each memory is filled for the next: pass f takes max(its cycles, what it streams + what the next
/// must find + what the last one wrote, over the bandwidth). What was loaded once and fits is not fetched again.
/// </summary>
public static class FoldModel
{
    /// <summary>Products on arrays: independent ones side by side where there are several arrays, dependent ones one after the other.</summary>
    /// <exception cref="OverflowException">A count does not fit 64 bits.</exception>
    public static FoldCost Cost(SystolicArray array, ProductLoad load)
    {
        if (load.Product is not { M: > 0, N: > 0, K: > 0, Count: > 0, Steps: > 0 } product) return default;
        var first = Step(array, load);
        if (product.Steps == 1) return first;
        // A step that waits for the one before finds its weights only if all of them stay.
        var stays = load.WeightWords * product.Count * array.WordBytes <= array.WeightSize.Value;
        return first + (Step(array, load with { WeightsOnChip = load.WeightsOnChip || stays }) * (product.Steps - 1));
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
        var stall = Math.Max(0, Math.Ceiling(groups.Time - compute - 1e-6));
        var words = ClosedForm.Words(array.Dataflow, p, shape) * p.Count;
        return new()
        {
            ComputeCycles = compute, StallCycles = checked((long)stall), ActiveCycles = checked(passes * timing.Stream), Sram = words,
            DramReads = Count(groups.Read), DramLoads = Count(groups.Loaded), DramWrites = Count(groups.Written),
            MappedCells = (double)shape.Down * shape.Across * p.Count, Cells = (double)shape.Folds * shape.Rows * shape.Columns * p.Count,
        };
    }

    private static long Count(double words) => checked((long)Math.Round(words));
}
