using System.Numerics;
using Ridgeline.Accelerators.Systolic.Registers;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>Inputs stay: K along the rows, M along the columns, N streams. The weight-stationary array with both operands exchanged.</summary>
internal static class InputStationary
{
    public static FoldShape Lay(MatrixProduct p, int rows, int columns) => new(p.K, p.M, p.N, rows, columns);

    public static SramWords Words(MatrixProduct p, FoldShape shape) => checked(new(p.M * p.K, p.K * p.N * shape.ColumnFolds,
        p.M * p.N * (shape.RowFolds - 1), p.M * p.N * shape.RowFolds));

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
