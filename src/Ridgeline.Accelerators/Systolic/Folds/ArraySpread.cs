namespace Ridgeline.Accelerators.Systolic.Folds;

/// <summary>How folds are dealt out to arrays side by side: independent products first, then column folds, then parts of the stream or row folds.</summary>
/// <param name="Rounds">Products one after the other.</param>
/// <param name="Products">Products side by side, on average over the rounds.</param>
/// <param name="Columns">Column folds side by side.</param>
/// <param name="Parts">Parts of the stream side by side; row folds where sums stay.</param>
internal readonly record struct ArraySpread(long Rounds, double Products, long Columns, long Parts)
{
    public static ArraySpread Of(SystolicArray array, FoldShape shape, long count)
    {
        var products = Math.Min(count, array.Count);
        var rounds = (count + products - 1) / products;
        var each = array.Count / products;
        var columns = Math.Min(each, shape.ColumnFolds);
        var most = array.Dataflow == Dataflow.OutputStationary ? shape.RowFolds : shape.Stream;
        return new(rounds, (double)count / rounds, columns, Math.Max(1, Math.Min(each / columns, most)));
    }
}
