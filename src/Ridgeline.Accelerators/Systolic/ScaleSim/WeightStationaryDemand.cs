namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>SCALE-Sim's weight-stationary fold: R cycles of loading, M of streaming, R + C - 2 of skew; never overlapped with its neighbours.</summary>
internal static class WeightStationaryDemand
{
    public static FoldPlan Plan(ScaleSimLayer layer, int rows, int columns) => new()
    {
        ArrayRows = rows, ArrayColumns = columns, Down = layer.K, Across = layer.N, Stream = layer.M, DrainsAtEnd = false,
        FoldCycles = checked((2 * rows) + columns + layer.M - 2), UtilisationCycles = checked((2 * rows) + (2 * columns) + layer.M - 3),
        Input = new() { Matrix = AddressMatrix.Input(layer), IsStationary = false, Ports = rows, FollowsRowFold = true, Prefix = rows, ArrayRows = rows },
        Filter = new() { Matrix = AddressMatrix.Filter(layer), IsStationary = true, Ports = columns, FollowsRowFold = false, ArrayRows = rows },
    };
}
