namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>SCALE-Sim's input-stationary fold: as the weight-stationary one, with inputs and filters exchanged.</summary>
internal static class InputStationaryDemand
{
    public static FoldPlan Plan(ScaleSimLayer layer, int rows, int columns) => new()
    {
        ArrayRows = rows, ArrayColumns = columns, Down = layer.K, Across = layer.M, Stream = layer.N, DrainsAtEnd = false,
        FoldCycles = checked((2 * rows) + columns + layer.N - 2), UtilisationCycles = checked((2 * rows) + (2 * columns) + layer.N - 3),
        Input = new() { Matrix = AddressMatrix.Input(layer).Transposed(), IsStationary = true, Ports = columns, FollowsRowFold = false, ArrayRows = rows },
        Filter = new()
        {
            Matrix = AddressMatrix.Filter(layer).Transposed(), IsStationary = false, Ports = rows, FollowsRowFold = true, Prefix = rows, ArrayRows = rows,
        },
    };
}
