using System.Numerics;
using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Accelerators.Systolic.Registers;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>Inputs stay: K along the rows, M along the columns, N streams. The weight-stationary array with both operands exchanged.</summary>
internal static class InputStationary
{
    public static FoldShape Lay(MatrixProduct p, int rows, int columns) => new(p.K, p.M, p.N, rows, columns);

    public static SramWords Words(MatrixProduct p, FoldShape shape) => checked(new(p.M * p.K, p.K * p.N * shape.ColumnFolds,
        p.M * p.N * (shape.RowFolds - 1), p.M * p.N * shape.RowFolds));

    /// <summary>A tile of inputs is loaded; weights stream, again for each group of columns unless they were kept; sums go out with the last rows.</summary>
    public static PassWords Words(Pass pass)
    {
        var (p, load) = (pass.Product, pass.Load);
        var kept = pass.IsFirstGroup ? 0 : Pass.Kept(load.WeightWords, pass.Array.WordBytes, pass.Array.WeightSize.Value);
        var sums = (double)p.N * pass.Across;
        var spilled = pass.SumWords(sums * pass.Spilled(sums));
        return new(load.InputWords * pass.Down / p.K * pass.Across / p.M * (1 - load.InputsOnChip),
            load.WeightsOnChip ? 0 : load.WeightWords * pass.Down / p.K * (1 - kept),
            pass.IsLastRow ? sums * (1 - load.OutputsOnChip) : spilled, pass.IsFirstRow ? 0 : spilled);
    }

    /// <summary>Moves a product through the registers: left [M, K], right [K, N], result [M, N].</summary>
    public static RegisterRun<T> Run<T>(Operands<T> operands, RegisterArray array)
        where T : unmanaged, INumber<T>
    {
        var sums = new T[checked(operands.M * operands.N)];
        var grid = new StationaryGrid<T>(array, operands.Right, operands.Left, sums)
        {
            Down = operands.K, Across = operands.M, Stream = operands.N, StreamStep = 1, StreamRow = operands.N, StayRow = 1, StayColumn = operands.K,
            SumStep = 1, SumColumn = operands.N,
        };
        var (cycles, counts) = grid.Run();
        return new(sums, cycles, new(counts.Loaded, counts.Streamed, counts.SumsRead, counts.SumsWritten), grid.Overflows, grid.Steps);
    }
}
