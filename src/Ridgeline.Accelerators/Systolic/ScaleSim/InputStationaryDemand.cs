namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>SCALE-Sim's input-stationary fold: as the weight-stationary one, with inputs and filters exchanged.</summary>
internal static class InputStationaryDemand
{
    public static FoldPlan Plan(LayerOperands operands, int rows, int columns) => new()
    {
        ArrayRows = rows, ArrayColumns = columns, Down = operands.K, Across = operands.M, Stream = operands.N, DrainsAtEnd = false,
        FoldCycles = checked((2 * rows) + columns + operands.N - 2), UtilisationCycles = checked((2 * rows) + (2 * columns) + operands.N - 3),
        Input = new() { Matrix = operands.Input.Transposed(), IsStationary = true, Ports = columns, FollowsRowFold = false, ArrayRows = rows },
        Filter = new()
        {
            Matrix = operands.Filter.Transposed(), IsStationary = false, Ports = rows, FollowsRowFold = true, Prefix = rows, ArrayRows = rows,
        },
    };
}
