namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>SCALE-Sim's output-stationary fold: K cycles of streaming and R + C - 2 of skew; R cycles short of what draining the results takes.</summary>
internal static class OutputStationaryDemand
{
    public static FoldPlan Plan(LayerOperands operands, int rows, int columns) => new()
    {
        ArrayRows = rows, ArrayColumns = columns, Down = operands.M, Across = operands.N, Stream = operands.K, DrainsAtEnd = true,
        FoldCycles = checked(rows + columns + operands.K - 2), UtilisationCycles = checked(rows + columns + operands.K - 2),
        Input = new() { Matrix = operands.Input.Transposed(), IsStationary = false, Ports = rows, FollowsRowFold = true, ArrayRows = rows },
        Filter = new() { Matrix = operands.Filter, IsStationary = false, Ports = columns, FollowsRowFold = false, ArrayRows = rows },
    };
}
