using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>A product laid on an array: what lies along its rows, along its columns, and what streams through.</summary>
/// <param name="Down">The extent along the rows.</param>
/// <param name="Across">The extent along the columns.</param>
/// <param name="Stream">The extent that streams.</param>
/// <param name="Rows">Rows of the array.</param>
/// <param name="Columns">Columns of the array.</param>
public readonly record struct FoldShape(long Down, long Across, long Stream, int Rows, int Columns)
{
    /// <summary>Folds along the rows: ceil(down / rows).</summary>
    public long RowFolds => (Down + Rows - 1) / Rows;

    /// <summary>Folds along the columns: ceil(across / columns).</summary>
    public long ColumnFolds => (Across + Columns - 1) / Columns;

    /// <summary>All folds.</summary>
    public long Folds => checked(RowFolds * ColumnFolds);

    /// <summary>Cells in use over all cells of all folds: down x across / (folds x rows x columns).</summary>
    public double MappingEfficiency => (double)Down * Across / ((double)RowFolds * ColumnFolds * Rows * Columns);

    /// <summary>The cycles of one fold by itself: rows to load or to drain, then the stream with the skew of both edges: 2 R + C + T - 2.</summary>
    public long FoldCycles => checked((2L * Rows) + Columns + Stream - 2);

    /// <summary>
    /// All cycles of a product. One fold after the other: folds x (2 R + C + T - 2). With a second register in each cell, the next fold is loaded (or the
    /// last one drained) behind the present one: folds start max(T, R) apart.
    /// </summary>
    public long Cycles(bool isDoubleBuffered)
        => checked(isDoubleBuffered ? ((Folds - 1) * Math.Max(Stream, Rows)) + FoldCycles : Folds * FoldCycles);

    /// <summary>A product in a dataflow.</summary>
    public static FoldShape Of(Dataflow dataflow, MatrixProduct product, int rows, int columns) => dataflow switch
    {
        Dataflow.WeightStationary => WeightStationary.Lay(product, rows, columns),
        Dataflow.InputStationary => InputStationary.Lay(product, rows, columns),
        _ => OutputStationary.Lay(product, rows, columns),
    };
}
