using System.Numerics;
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
