using Ridgeline.Graphs.Operators;
using Ridgeline.Machines;
using Ridgeline.Timelines;

namespace Ridgeline.Prediction;

/// <summary>The hierarchical roofline: time = max(compute, each level's traffic / bandwidth) + start.</summary>
internal sealed class GroupModel(MachineModel machine, Residency residency, Zeros zeros)
{
    // What a division or an exponential takes in software, in plain operations: a polynomial of that order.
    private const double SpecialOperations = 8;

    /// <summary>The cost of a group on the unit that does it fastest.</summary>
    public GroupCost Cost(JobGroup group)
    {
        var head = group.Head;
        if (head.Products.Count == 0) return Cost(group, machine.Vector(head.Format));
        var best = default(GroupCost);
        foreach (var unit in machine.Products(head.Format))
        {
            var cost = Cost(group, unit);
            if (best is null || cost.Time < best.Time) best = cost;
        }
        return best!;
    }

    private GroupCost Cost(JobGroup group, UnitModel unit)
    {
        var head = group.Head;
        var efficiency = machine.Efficiency(head, unit);
        var sizes = Sizes(head);
        var vector = machine.Vector(head.Format);
        // Beside products the same loops run as anywhere; by itself a kind has its own.
        var vectorTime = VectorTime(group, vector, (head.Products.Count > 0 ? machine.Beside(head.Format, vector) : efficiency).Compute)
            + (efficiency.EachRow > 0 ? efficiency.EachRow * Rows(head) / machine.Cores : 0);
        // One unit does one thing after the other; two work beside each other.
        var beside = ReferenceEquals(vector.Unit, unit.Unit) && !vector.IsOutlet ? vectorTime : 0;
        var tiles = sizes.ConvertAll(size => unit.IsSystolic ? SystolicTiming.Best(machine, unit, size) : TileTiming.Best(machine, unit, size, efficiency,
            beside / head.Repeats));
        var shaped = tiles.Sum(t => t.Compute) * head.Repeats;
        var product = shaped / efficiency.Compute;
        var compute = Math.Max(product + beside, vectorTime);
        var demands = Demands(group, unit, sizes, tiles, efficiency);
        var times = new double[demands.Length];
        for (var i = 0; i < times.Length; i++) times[i] = machine.Levels[i].Time(demands[i].Read, demands[i].Written) / (i == 0 ? efficiency.Memory : efficiency.Cache);
        var slowest = Array.IndexOf(times, times.Max());
        var serial = (efficiency.Serial * Math.Min(compute, times[0])) + (efficiency.Stall * Math.Min(compute, times.Skip(1).DefaultIfEmpty(0).Max()));
        var body = Math.Max(compute, times[slowest]) + serial;
        var launch = head.Family == OperatorFamily.View || (machine.StartsOnce && !group.IsFirst) ? 0 : efficiency.Overhead.Value * head.Repeats;
        var hidden = efficiency.LaunchOverlap * Math.Min(body, launch);
        return new()
        {
            Unit = unit, Vector = vector, Efficiency = efficiency, ProductIdeal = 2 * (double)head.Work.Macs.Value / unit.Flops, ProductShaped = shaped,
            VectorTime = vectorTime, Compute = compute, Tile = tiles.Count > 0 ? tiles[0] : default, Demands = demands, LevelTimes = times, Serial = serial,
            Launch = launch, Hidden = hidden, Body = body, Bound = BoundOf(compute, times[slowest], slowest, launch, product >= vectorTime ? unit : vector),
        };
    }

    private Bound BoundOf(double compute, double memory, int slowest, double launch, UnitModel unit)
        => compute == 0 && memory == 0 && launch == 0 ? new(BoundKind.None)
        : launch > compute && launch > memory ? new(BoundKind.Launch)
        : compute >= memory ? new(BoundKind.Compute, unit.Name) : new(BoundKind.Memory, machine.Levels[slowest].Name);

    private static double VectorTime(JobGroup group, UnitModel vector, double efficiency)
    {
        double plain = 0, special = 0;
        foreach (var work in group.Followers.Select(f => f.Work).Prepend(group.Head.Work))
        {
            plain += (double)(work.Additions.Value + work.Multiplications.Value + work.Comparisons.Value);
            special += (double)(work.Divisions.Value + work.Transcendentals.Value);
        }
        if (plain + special == 0) return 0;
        var rate = vector.Flops / 2;
        return ((plain / rate) + (special / (vector.Special > 0 ? Math.Min(vector.Special, rate) : rate / SpecialOperations))) / efficiency;
    }

    private static double Rows(Job job) => job.Writes.Sum(t => (double)t.Size.Value) / (job.Format.Bits() / 8d) / Math.Max(1, job.Row);

    private static List<ProductSize> Sizes(Job job)
    {
        var bytes = job.Format.Bits() / 8d;
        double activations = 0, weights = 0;
        foreach (var tensor in job.Reads)
        {
            if (tensor.IsConstant) weights += tensor.Size.Value;
            else activations += tensor.Size.Value;
        }
        return [.. job.Products.Select(Size)];

        ProductSize Size(MatrixProduct p)
        {
            var (left, right) = ((double)p.M * p.K * bytes, (double)p.K * p.N * bytes);
            if (activations > 0) left = Math.Min(left, activations / p.Count);
            if (job.Products.Count == 1 && weights > 0) right = Math.Min(right, weights / p.Count);
            return new(p, left, right, (double)p.M * p.N * bytes);
        }
    }

    private LevelDemand[] Demands(JobGroup group, UnitModel unit, List<ProductSize> sizes, List<TileChoice> tiles, Efficiency efficiency)
    {
        var repeats = group.Head.Repeats;
        var padding = unit is { IsSystolic: true, Unit.Dataflow: not "rs" } && group.Head.Products is [var only]
            ? SystolicTiming.Padding(unit, only.K, only.N) : 1;
        double read = group.Reads.Sum(t => (double)t.Size.Value), written = group.Writes.Sum(t => (double)t.Size.Value);
        var demands = new LevelDemand[machine.Levels.Count];
        for (var i = 0; i < demands.Length; i++)
        {
            var inner = i + 1 < machine.Levels.Count ? machine.Levels[i + 1] : default;
            var again = tiles.Count > 0 && tiles.TrueForAll(t => t.IsMapped) ? 0
                : i == machine.Fabric && i == 0 ? Math.Max(0, tiles.Sum(t => t.FabricBytes) - read - written)
                : i < machine.Fabric ? sizes.Sum(s => Reuse.Again(s, inner.Keeps) + StepsAgain(s, inner.Keeps)) : 0;
            demands[i] = i == 0 ? Main(group, again, padding, efficiency, tiles)
                : machine.Levels[i].IsRegister ? new(RegisterBytes(group, unit, read + written), 0)
                : i < machine.Fabric ? new(read + again, written)
                : i == machine.Fabric || inner.Instance <= 0 ? new(Math.Max(read, tiles.Sum(t => t.FabricBytes) - written), written)
                : new(Math.Max(read, sizes.Sum(s => Reuse.FromCore(s.Product, group.Head.Format.Bits() / 8d, inner.Instance, unit.Unit.Tile))), written);
            demands[i] = new(demands[i].Read * repeats, demands[i].Written * repeats);
        }
        return demands;
    }

    // A step of a recurrent network needs all weights again: from here if they do not fit within.
    private static double StepsAgain(ProductSize size, double within)
        => size.Product.Steps > 1 && size.Right * size.Product.Count > within ? size.Right * size.Product.Count * (size.Product.Steps - 1) : 0;

    private LevelDemand Main(JobGroup group, double again, double padding, Efficiency efficiency, List<TileChoice> tiles)
    {
        var (packedIn, packedOut) = tiles.Exists(t => t.IsMapped) ? zeros.Of(group.Head.Name) : (1, 1);
        double read = again + tiles.Sum(t => t.WeightsAgain + (t.ActivationsAgain * packedIn)), written = 0;
        foreach (var tensor in group.Reads.Where(t => !residency.Has(t.Id))) read += tensor.Size.Value * (tensor.IsConstant ? padding : packedIn);
        foreach (var tensor in group.Writes.Where(t => !residency.Has(t.Id))) written += tensor.Size.Value * packedOut;
        var spill = group.Head.Family is OperatorFamily.Softmax or OperatorFamily.Normalization ? Spill(group.Head, efficiency) : 1;
        return new(read * spill, written * spill);
    }

    private static double Spill(Job job, Efficiency efficiency)
    {
        var row = job.Row * job.Format.Bits() / 8d;
        return row > efficiency.RowLimit ? 1 + (efficiency.Spill * (1 - (efficiency.RowLimit / row))) : 1;
    }

    // Two factors and a sum that is read and written for each MAC; a matrix instruction fetches each side of its tile once.
    private static double RegisterBytes(JobGroup group, UnitModel unit, double moved)
    {
        double factor = group.Head.Format.Bits() / 8d, sum = unit.Rate.Precision.Accumulate.Bits() / 8d;
        var each = unit.Unit.Tile is { } t ? (factor / t.M) + (factor / t.N) + (2 * sum / t.K) : 2 * (factor + sum);
        return ((double)group.Head.Work.Macs.Value * each) + moved;
    }
}
