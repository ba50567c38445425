using System.Globalization;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>Tells how a layer's time came about.</summary>
internal static class TermTree
{
    public static Term Of(string name, MachineModel machine, JobGroup group, GroupCost cost)
    {
        var e = cost.Efficiency;
        var parts = new List<Term> { Compute(machine, group, cost) };
        for (var i = 0; i < machine.Levels.Count; i++)
        {
            if (cost.Demands[i].Moved > 0 && !machine.Levels[i].IsRegister) parts.Add(Level(machine.Levels[i], cost.Demands[i], cost.LevelTimes[i], i == 0
                ? e.Memory : e.Cache));
        }
        if (cost.Serial > 0) parts.Add(new("not hidden", new(cost.Serial), e.Stall > 0
            ? $"{Number(e.Serial)} of the shorter of compute and {machine.Levels[0].Name}, {Number(e.Stall)} of that of compute and memory on the chip"
            : $"{Number(e.Serial)} of the shorter of compute and {machine.Levels[0].Name}", []));
        var roof = new Term("roofline", new(cost.Body), cost.Serial > 0 ? "the longest, and what is not hidden" : "the longest of these", parts);
        var launch = new Term("start", new(cost.Launch - cost.Hidden),
            cost.Hidden > 0 ? $"{e.Overhead} a start, of which {Number(e.LaunchOverlap)} hides behind work" : $"{e.Overhead} a start", []);
        return new(name, new(cost.Time), $"roofline + start; efficiencies: {e.Source}", [roof, launch]);
    }

    private static Term Compute(MachineModel machine, JobGroup group, GroupCost cost)
    {
        var parts = new List<Term>();
        if (cost.ProductIdeal > 0)
        {
            var product = group.Head.Products is [var p, ..] ? $"{p.Count} x ({p.M} x {p.K} x {p.N})" : "products";
            var shaped = Math.Max(cost.ProductShaped, cost.ProductIdeal);
            parts.Add(new("products", new(cost.ProductShaped / cost.Efficiency.Compute),
                $"{product} on {cost.Unit.Name}: {group.Head.Work.Macs} at {new FlopPerSecond(cost.Unit.Flops)}",
                [
                    new("at the peak", new(cost.ProductIdeal), "2 MACs / peak", []),
                    new("shape", new(shaped - cost.ProductIdeal), Shape(machine, cost), []),
                    new("efficiency", new((cost.ProductShaped / cost.Efficiency.Compute) - cost.ProductShaped),
                        $"{Number(cost.Efficiency.Compute)} of that is reached", []),
                ]));
        }
        if (cost.VectorTime > 0) parts.Add(new("beside them", new(cost.VectorTime),
            $"on {cost.Vector.Name}, {new FlopPerSecond(cost.Vector.Flops / 2)} of single operations", []));
        return new("compute", new(cost.Compute), parts.Count > 1 ? "one after the other on one unit, else the longer" : "arithmetic", parts);
    }

    private static string Shape(MachineModel machine, GroupCost cost) => cost.Tile.IsMapped
        ? $"{cost.Tile.Waves:N0} passes of {cost.Tile.Rows} rows and {cost.Tile.Columns} filters on "
            + $"{cost.Unit.Unit.Count} x {cost.Unit.Unit.Rows} x {cost.Unit.Unit.Columns}"
        : cost.Unit.IsSystolic
        ? $"{cost.Tile.Waves:N0} folds on {cost.Unit.Unit.Count} x {cost.Unit.Unit.Rows} x {cost.Unit.Unit.Columns}, filled and drained"
        : $"tiles of {cost.Tile.Rows} x {cost.Tile.Columns} in {cost.Tile.Waves:N0} waves over {machine.Cores} cores";

    private static Term Level(LevelModel level, LevelDemand demand, double time, double efficiency)
    {
        var moved = new Bytes((long)Math.Min(demand.Moved, long.MaxValue / 2));
        var speed = double.IsInfinity(level.Read) ? "of a bandwidth that is not known"
            : $"at {new BytesPerSecond(level.Read)}{(efficiency < 1 ? $" x {Number(efficiency)}" : "")}";
        return new($"memory: {level.Name}", new(time), $"{moved} {speed}", []);
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
