using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>The wave that one fold sends through an array: which cell does what in which cycle.</summary>
/// <param name="Dataflow">What stays.</param>
/// <param name="Rows">Rows of the array.</param>
/// <param name="Columns">Columns of the array.</param>
/// <param name="Stream">Elements that stream.</param>
/// <param name="UsedRows">Rows that the fold uses.</param>
/// <param name="UsedColumns">Columns that it uses.</param>
public sealed record Wavefront(Dataflow Dataflow, int Rows, int Columns, long Stream, int UsedRows, int UsedColumns)
{
    /// <summary>Cycles of the fold: 2 R + C + T - 2.</summary>
    public long Cycles => (2L * Rows) + Columns + Stream - 2;

    /// <summary>The first cycle in which all used cells compute, if there is one, else the one in which most do.</summary>
    public long Steady => Start + Math.Min(UsedRows + UsedColumns - 2, Math.Max(Stream - 1, (UsedRows + UsedColumns + Stream - 2) / 2));

    private long Start => Dataflow == Dataflow.OutputStationary ? 0 : Rows;

    /// <summary>The first fold of a product.</summary>
    public static Wavefront Of(Dataflow dataflow, MatrixProduct product, int rows, int columns)
    {
        var shape = FoldShape.Of(dataflow, product, rows, columns);
        return new(dataflow, rows, columns, shape.Stream, (int)Math.Min(rows, shape.Down), (int)Math.Min(columns, shape.Across));
    }

    /// <summary>The first fold of a product on one of the arrays of an accelerator, with that array's share of the stream.</summary>
    public static Wavefront Of(SystolicArray array, MatrixProduct product)
    {
        var wave = Of(array.Dataflow, product, array.Rows, array.Columns);
        if (array.Dataflow == Dataflow.OutputStationary) return wave;
        var parts = ArraySpread.Of(array, FoldShape.Of(array.Dataflow, product, array.Rows, array.Columns), product.Count).Parts;
        return wave with { Stream = (wave.Stream + parts - 1) / parts };
    }

    /// <summary>What a cell does in a cycle of the fold, from 0.</summary>
    public CellState At(int row, int column, long cycle)
    {
        if (row >= UsedRows || column >= UsedColumns || cycle < 0 || cycle >= Cycles) return CellState.Idle;
        var since = cycle - Start - row - column;
        if (since >= 0 && since < Stream) return CellState.Computing;
        if (Dataflow != Dataflow.OutputStationary)
        {
            // Weights come from the top, the last row first: a cell sees them once the first has come down to it.
            return cycle < row ? CellState.Idle : cycle < Rows ? CellState.Loading : CellState.Holding;
        }
        var drain = cycle - (Stream + Rows + Columns - 2);
        return since < 0 ? CellState.Idle : drain < 0 ? CellState.Holding : row >= drain ? CellState.Draining : CellState.Idle;
    }

    /// <summary>How many cells compute in a cycle.</summary>
    public int Computing(long cycle)
    {
        var count = 0;
        for (var row = 0; row < UsedRows; row++)
        {
            // Cells of a row compute while 0 <= cycle - start - row - column < stream.
            var since = cycle - Start - row;
            var (first, last) = (Math.Max(0, since - Stream + 1), Math.Min(UsedColumns - 1, since));
            if (last >= first) count += (int)(last - first + 1);
        }
        return count;
    }
}
