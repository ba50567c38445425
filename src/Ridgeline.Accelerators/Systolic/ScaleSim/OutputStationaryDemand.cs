namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>SCALE-Sim's output-stationary fold: K cycles of streaming and R + C - 2 of skew; R cycles short of what draining the results takes.</summary>
internal static class OutputStationaryDemand
{
    public static FoldPlan Plan(ScaleSimLayer layer, int rows, int columns) => new()
    {
        ArrayRows = rows, ArrayColumns = columns, Down = layer.M, Across = layer.N, Stream = layer.K, DrainsAtEnd = true,
        FoldCycles = checked(rows + columns + layer.K - 2), UtilisationCycles = checked(rows + columns + layer.K - 2),
        Input = new() { Matrix = AddressMatrix.Input(layer).Transposed(), IsStationary = false, Ports = rows, FollowsRowFold = true, ArrayRows = rows },
        Filter = new() { Matrix = AddressMatrix.Filter(layer), IsStationary = false, Ports = columns, FollowsRowFold = false, ArrayRows = rows },
    };
}
