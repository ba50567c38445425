namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>SCALE-Sim's weight-stationary fold: R cycles of loading, M of streaming, R + C - 2 of skew; never overlapped with its neighbours.</summary>
internal static class WeightStationaryDemand
{
    public static FoldPlan Plan(LayerOperands operands, int rows, int columns) => new()
    {
        ArrayRows = rows, ArrayColumns = columns, Down = operands.K, Across = operands.N, Stream = operands.M, DrainsAtEnd = false,
        FoldCycles = checked((2 * rows) + columns + operands.M - 2), UtilisationCycles = checked((2 * rows) + (2 * columns) + operands.M - 3),
        Input = new() { Matrix = operands.Input, IsStationary = false, Ports = rows, FollowsRowFold = true, Prefix = rows, ArrayRows = rows, Block = operands.Block },
        Filter = new() { Matrix = operands.Filter, IsStationary = true, Ports = columns, FollowsRowFold = false, ArrayRows = rows },
    };
}
