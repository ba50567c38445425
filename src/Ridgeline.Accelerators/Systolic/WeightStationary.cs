using System.Numerics;
using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Accelerators.Systolic.Registers;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>
/// Weights stay: K along the rows, N along the columns, M streams. Sums move down the columns; where K takes several folds, they come back in at the top.
/// (Kung, 1982; Jouppi et al., ISCA 2017.)
/// </summary>
internal static class WeightStationary
{
    public static FoldShape Lay(MatrixProduct p, int rows, int columns) => new(p.K, p.N, p.M, rows, columns);

    public static SramWords Words(MatrixProduct p, FoldShape shape) => checked(new(p.M * p.K * shape.ColumnFolds, p.K * p.N,
        p.M * p.N * (shape.RowFolds - 1), p.M * p.N * shape.RowFolds));

    /// <summary>A tile of weights is loaded; inputs stream, again for each group of columns unless they were kept; sums go out with the last rows.</summary>
    public static PassWords Words(Pass pass)
    {
        var (p, load) = (pass.Product, pass.Load);
        var kept = pass.IsFirstGroup ? 0 : Pass.Kept(load.InputWords, pass.Array.WordBytes, pass.Array.InputSize.Value);
        var sums = (double)p.M * pass.Across;
        var spilled = pass.SumWords(sums * pass.Spilled(sums));
        return new(load.WeightsOnChip ? 0 : pass.Tile, load.InputWords * pass.Down / p.K * (1 - load.InputsOnChip) * (1 - kept),
            pass.IsLastRow ? sums * (1 - load.OutputsOnChip) : spilled, pass.IsFirstRow ? 0 : spilled);
    }

    /// <summary>Moves a product through the registers: left [M, K], right [K, N], result [M, N].</summary>
    public static RegisterRun<T> Run<T>(Operands<T> operands, RegisterArray array)
        where T : unmanaged, INumber<T>
    {
        var sums = new T[checked(operands.M * operands.N)];
        var grid = new StationaryGrid<T>(array, operands.Left, operands.Right, sums)
        {
            Down = operands.K, Across = operands.N, Stream = operands.M, StreamStep = operands.K, StreamRow = 1, StayRow = operands.N, StayColumn = 1,
            SumStep = operands.N, SumColumn = 1,
        };
        var (cycles, counts) = grid.Run();
        return new(sums, cycles, new(counts.Streamed, counts.Loaded, counts.SumsRead, counts.SumsWritten), grid.Overflows, grid.Steps);
    }
}
