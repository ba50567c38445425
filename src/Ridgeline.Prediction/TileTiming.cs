using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>
/// Products on cores that each work on a tile of the result. time = waves x tile x (K' + fill) / rate of a core, with waves = ceil(tiles / cores) and K' the
/// inner dimension rounded up, or split among cores where tiles alone would leave them idle. A larger tile fetches less and leaves a larger rest.
/// </summary>
internal static class TileTiming
{
    private const int AccumulatorBytes = 4;
    private static readonly long[] s_wide = [16, 32, 64, 128, 256];
    private static readonly long[] s_narrow = [1, 2, 4, 8, 16, 32, 64, 128];
    private static readonly long[] s_splits = [1, 2, 4, 8, 16, 32, 64];

    /// <summary>The best way to cut a product on a unit that has so many seconds of other work beside it.</summary>
    public static TileChoice Best(MachineModel machine, UnitModel unit, ProductSize size, Efficiency efficiency, double beside)
    {
        var fetched = machine.FabricRead * (machine.Fabric == 0 ? efficiency.Memory : 1);
        var sides = unit.IsMatrix ? s_wide : s_narrow;
        var best = default(TileChoice);
        var least = double.PositiveInfinity;
        foreach (var rows in sides)
        {
            foreach (var columns in sides)
            {
                if (columns < efficiency.Columns) continue;
                // Half of a core's memory holds sums, the other half what streams through.
                if (rows * columns > sides[0] * sides[0] && machine.CoreBytes > 0 && rows * columns * AccumulatorBytes * 2 > machine.CoreBytes) continue;
                foreach (var split in s_splits)
                {
                    var choice = Cut(machine, unit, size, rows, columns, split, efficiency.Fill);
                    var time = Math.Max((choice.Compute / efficiency.Compute) + beside, choice.FabricBytes / fetched);
                    if (time > least || (time == least && choice.FabricBytes >= best.FabricBytes)) continue;
                    (best, least) = (choice, time);
                }
            }
        }
        return best;
    }

    private static TileChoice Cut(MachineModel machine, UnitModel unit, ProductSize size, long rows, long columns, long split, double fill)
    {
        var p = size.Product;
        var depth = unit.Unit.Tile is { K: > 0 and var step } ? step : 1;
        double down = Ceiling(p.M, rows), across = Ceiling(p.N, columns);
        var inner = Ceiling(Ceiling(p.K, split), depth) * (double)depth;
        var tiles = down * across * p.Count * split;
        var waves = Math.Ceiling(tiles / machine.Cores);
        var lanes = Lanes(machine, unit);
        var compute = p.Steps * waves * Math.Max(rows * columns, lanes) * (inner + fill) / (unit.Macs / machine.Cores);
        var once = size.Left + size.Right + (size.Result * ((2 * split) - 1));
        var again = p.Steps * p.Count * ((size.Left * (across - 1)) + (size.Right * (down - 1)));
        // Tiles that follow each other on a core may share a panel that it keeps.
        if (machine.CoreKeeps > 0) again = Math.Min(again, Reuse.Again(size, machine.CoreKeeps));
        var fabric = (p.Steps * p.Count * once) + again;
        return new(unit, compute, fabric, rows, columns, waves);
    }

    // What a core does at once cannot be filled by a smaller tile.
    private static double Lanes(MachineModel machine, UnitModel unit)
        => unit.Unit.Kind == UnitKind.Simd && unit.Rate.MacsPerCycle is { } each ? Math.Min(each * unit.Unit.Count / machine.Cores, 64) : 1;

    private static long Ceiling(long a, long b) => (a + b - 1) / b;
}
