using System.Numerics;
using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Accelerators.Systolic.Registers;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>Sums stay: M along the rows, N along the columns, K streams in from the left and from the top; then R cycles to shift the sums out.</summary>
internal static class OutputStationary
{
    public static FoldShape Lay(MatrixProduct p, int rows, int columns) => new(p.M, p.N, p.K, rows, columns);

    public static SramWords Words(MatrixProduct p, FoldShape shape)
        => checked(new(p.M * p.K * shape.ColumnFolds, p.K * p.N * shape.RowFolds, 0, p.M * p.N));

    /// <summary>Both operands stream: weights of a group again for each row fold unless they were kept, inputs again for each group; sums go out.</summary>
    public static PassWords Words(Pass pass)
    {
        var (p, load) = (pass.Product, pass.Load);
        var keptInputs = pass.IsFirstGroup ? 0 : Pass.Kept(load.InputWords, pass.Array.WordBytes, pass.Array.InputSize.Value);
        var weights = load.WeightWords * pass.Across / p.N;
        var keptWeights = pass.IsFirstRow ? 0 : Pass.Kept(weights, pass.Array.WordBytes, pass.Array.WeightSize.Value);
        var streamed = (load.InputWords * pass.Down / p.M * (1 - load.InputsOnChip) * (1 - keptInputs))
            + (load.WeightsOnChip ? 0 : weights * (1 - keptWeights));
        return new(0, streamed, (double)pass.Down * pass.Across * (1 - load.OutputsOnChip), 0);
    }

    /// <summary>Moves a product through the registers: left [M, K], right [K, N], result [M, N].</summary>
    public static RegisterRun<T> Run<T>(Operands<T> operands, RegisterArray array)
        where T : unmanaged, INumber<T>
    {
        var sums = new T[checked(operands.M * operands.N)];
        var grid = new OutputGrid<T>(array, operands, sums);
        var cycles = grid.Run();
        return new(sums, cycles, new(grid.InputsRead, grid.WeightsRead, 0, grid.SumsWritten), grid.Overflows, grid.Steps);
    }
}
