namespace Ridgeline.Prediction;

/// <summary>
/// Products on systolic arrays of R rows and C columns. Weight stationary: ceil(K/R) ceil(N/C) folds of max(M, R) cycles, because the next weights shift in
/// behind the present ones in R cycles, and R + C to fill and drain. Output stationary: ceil(M/R) ceil(N/C) folds of K cycles. Input stationary: as weight
/// stationary with M and N exchanged. (Kung 1982; Samajdar et al., ISPASS 2020; Jouppi et al., ISCA 2017.)
/// </summary>
internal static class SystolicTiming
{
    private static readonly long[] s_splits = [1, 2, 4, 8, 16, 32, 64, 128, 256];

    /// <summary>The time of a product, in the dataflow of the unit or, if it has no fixed one, the best.</summary>
    public static TileChoice Best(MachineModel machine, UnitModel unit, ProductSize size)
    {
        if (unit.Unit.Dataflow == "rs" && RowStationary.Best(machine, unit, size) is { } mapped) return mapped;
        var choice = Best(unit, size);
        if (machine.CoreKeeps <= 0) return choice;
        // What folds share may be kept beside the array, as between tiles.
        var once = size.Product.Steps * size.Product.Count * (size.Left + size.Right + size.Result);
        return choice with { FabricBytes = Math.Min(choice.FabricBytes, once + Reuse.Again(size, machine.CoreKeeps)) };
    }

    private static TileChoice Best(UnitModel unit, ProductSize size)
    {
        var p = size.Product;
        return unit.Unit.Dataflow switch
        {
            "ws" => Stationary(unit, size, p.K, p.N, p.M, size.Left),
            "is" => Stationary(unit, size, p.K, p.M, p.N, size.Right),
            "os" => Output(unit, size),
            "rs" => Rows(unit, size),
            _ => Least(Stationary(unit, size, p.K, p.N, p.M, size.Left), Least(Stationary(unit, size, p.K, p.M, p.N, size.Right), Output(unit, size))),
        };
    }

    /// <summary>How much larger weights are in whole tiles than as they are stored: a fold fetches all of its tile.</summary>
    public static double Padding(UnitModel unit, long k, long n)
        => Ceiling(k, unit.Unit.Rows) * unit.Unit.Rows / k * (Ceiling(n, unit.Unit.Columns) * unit.Unit.Columns / n);

    private static TileChoice Least(TileChoice a, TileChoice b) => a.Compute <= b.Compute ? a : b;

    private static TileChoice Stationary(UnitModel unit, ProductSize size, long down, long across, long stream, double streamed)
    {
        var p = size.Product;
        var (rows, columns) = (unit.Unit.Rows, unit.Unit.Columns);
        var folds = Ceiling(down, rows) * Ceiling(across, columns) * p.Count;
        var least = double.PositiveInfinity;
        foreach (var split in s_splits)
        {
            // Arrays beside each other take a part of the stream each.
            least = Math.Min(least, Ceiling(folds * split, unit.Unit.Count) * Math.Max(Math.Ceiling((double)stream / split), rows));
        }
        var others = size.Left + size.Right + size.Result - streamed;
        var bytes = p.Steps * p.Count * ((streamed * Ceiling(across, columns)) + others);
        return new(unit, p.Steps * Time(unit, least + rows + columns), bytes, stream, columns, folds);
    }

    private static TileChoice Output(UnitModel unit, ProductSize size)
    {
        var p = size.Product;
        var (rows, columns) = (unit.Unit.Rows, unit.Unit.Columns);
        var (down, across) = (Ceiling(p.M, rows), Ceiling(p.N, columns));
        var folds = down * across * p.Count;
        var cycles = (Ceiling(folds, unit.Unit.Count) * p.K) + rows + columns;
        var bytes = p.Steps * p.Count * ((size.Left * across) + (size.Right * down) + size.Result);
        return new(unit, p.Steps * Time(unit, cycles), bytes, rows, columns, folds);
    }

    // Row stationary maps rows of filters and images wherever there is room: only what does not divide is lost.
    private static TileChoice Rows(UnitModel unit, ProductSize size)
    {
        var p = size.Product;
        var places = (double)unit.Unit.Rows * unit.Unit.Columns * unit.Unit.Count;
        var cycles = Math.Ceiling((double)p.M * p.N * p.Count / places) * p.K;
        return new(unit, p.Steps * Time(unit, cycles), p.Steps * p.Count * (size.Left + size.Right + size.Result), unit.Unit.Rows, unit.Unit.Columns, 1);
    }

    // The clock at which the peak holds: peak / (2 R C n).
    private static double Time(UnitModel unit, double cycles) => cycles * unit.Unit.Rows * unit.Unit.Columns * unit.Unit.Count / unit.Macs;

    private static double Ceiling(double a, double b) => Math.Ceiling(a / b);
}
