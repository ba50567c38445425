using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Accelerators.Systolic.ScaleSim;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Accelerators.Systolic.Networks;

/// <summary>Runs a network on systolic arrays and the vector unit beside them; equal layers are simulated once.</summary>
public static class NetworkSimulator
{
    /// <summary>Simulates one inference, or one training step if the profile has one.</summary>
    /// <param name="profile">The network, priced at the width of the array's operands.</param>
    /// <param name="array">The accelerator.</param>
    /// <exception cref="PhysicsException">The model is wrong: a result is beyond a physical bound.</exception>
    /// <exception cref="OverflowException">A count does not fit 64 bits.</exception>
    public static NetworkSimulation Simulate(NetworkProfile profile, SystolicArray array)
        => Simulate(profile.Network, WorkList.Of(profile), array, profile.Notes);

    /// <summary>Simulates the layers of a SCALE-Sim topology, each by itself: the format does not say what feeds what.</summary>
    /// <exception cref="PhysicsException">The model is wrong: a result is beyond a physical bound.</exception>
    /// <exception cref="OverflowException">A count does not fit 64 bits.</exception>
    public static NetworkSimulation Simulate(string network, IReadOnlyList<ScaleSimLayer> layers, SystolicArray array)
        => Simulate(network, [.. layers.Select((layer, i) => WorkList.Of(layer, 3 * i, array))], array, []);

    private static NetworkSimulation Simulate(string network, IReadOnlyList<WorkItem> items, SystolicArray array, IReadOnlyList<string> notes)
    {
        var heads = Heads(items, array);
        var onChip = new OnChip(items, heads, array.ResidentSize.Value, array.HasWeightMemory);
        var costs = new LayerCosts(array, onChip);
        var layers = new List<LayerSimulation>(items.Count);
        var (start, free, idle) = (Seconds.Zero, 0L, 0d);
        if (HostTransfers.Inputs(items, array) is { } inputs)
        {
            layers.Add(inputs);
            (start, idle) = (inputs.Span!.End, inputs.Cycles);
        }
        for (var i = 0; i < items.Count; i++)
        {
            var cost = costs.Of(items[i]);
            // A queue of weights fetches the first tile of a layer while the one before computes.
            var ahead = array.HasWeightMemory ? Math.Min((long)idle, cost.FirstLoad) : 0;
            cost = cost with { StallCycles = cost.StallCycles - ahead };
            // What is made on the way takes no time of its own as long as the vector unit keeps up with the array.
            var hidden = heads[i] == i ? 0 : Math.Min(free, cost.ComputeCycles);
            free = heads[i] == i ? Math.Max(0, cost.Cycles - costs.VectorCycles(items[i])) : free - hidden;
            if (heads[i] != i) cost = costs.OnTheWay(items[i], cost, hidden);
            var layer = Layer(items[i], cost, array, start, ahead, isOnTheWay: heads[i] != i);
            var moved = (cost.DramReads + (double)cost.DramWrites) * array.WordBytes / array.BytesPerCycle;
            idle = Math.Max(0, (heads[i] == i ? 0 : idle) + cost.Cycles + ahead - moved);
            layers.Add(layer);
            start = layer.Span!.End;
        }
        if (HostTransfers.Outputs(items, array, start) is { } outputs) layers.Add(outputs);
        return new()
        {
            Network = network, Accelerator = array.Name, Array = array, Layers = layers, Total = Sum(layers, items, array), Notes = [.. array.Notes, .. notes],
            PeakActivations = onChip.Peak,
            Timeline = new(array.Name, network, [.. layers.Select(l => l.Span!)]),
        };
    }

    // An element-wise operator right behind a product that makes its input takes it as it leaves the array; so does a pool where the hardware for it stands there.
    private static int[] Heads(IReadOnlyList<WorkItem> items, SystolicArray array)
    {
        var heads = new int[items.Count];
        for (var i = 0; i < heads.Length; i++)
        {
            heads[i] = i;
            if (i == 0 || items[i].Products.Count > 0 || !(items[i].IsElementwise || (items[i].IsPool && array.PoolsOnTheWay))) continue;
            var head = heads[i - 1];
            var isBehind = items[head].Products.Count > 0 && items[head].Repeats == items[i].Repeats
                && items[i].Reads.Any(read => items[i - 1].Writes.Any(write => write.Id == read.Id));
            if (isBehind) heads[i] = head;
        }
        return heads;
    }

    private static LayerSimulation Layer(WorkItem item, FoldCost cost, SystolicArray array, Seconds start, long ahead, bool isOnTheWay)
    {
        var (duration, isProduct) = (array.Clock.TimeOf(cost.Cycles), item.Products.Count > 0);
        var energy = EnergyAccount.Of(array, item, cost, duration);
        var bytes = new Bytes(checked((long)((cost.DramReads + (double)cost.DramWrites) * array.WordBytes)));
        // What was fetched ahead crossed main memory in the time of the layer before.
        var crossing = double.IsPositiveInfinity(array.BytesPerCycle) ? bytes : new(Math.Max(0, bytes.Value - (long)Math.Ceiling(ahead * array.BytesPerCycle)));
        var flops = isProduct ? item.Work.Macs.ToFlops() * item.Repeats : isOnTheWay ? FlopCount.Zero : new((Int128)(item.Vector.Plain + item.Vector.Special) * item.Repeats);
        var span = new Span
        {
            Name = item.Name, Op = item.Op, Block = item.Block, Unit = flops.Value == 0 ? "" : isProduct ? "array" : "vector unit", Start = start,
            Duration = duration, Flops = flops, Peak = new((isProduct ? 2 * array.MacsPerCycle : Math.Max(array.VectorPerCycle, array.SpecialPerCycle)) * array.Clock.Value),
            Traffic = [new("main memory", bytes, new(crossing.Value / array.BytesPerCycle / array.Clock.Value))], Energy = energy,
            Bound = cost.Cycles == 0 ? new(BoundKind.None) : cost.StallCycles > cost.ComputeCycles ? new(BoundKind.Memory, "main memory")
                : new(BoundKind.Compute, isProduct ? "array" : "vector unit"),
        };
        return Checked(new()
        {
            Name = item.Name, Cycles = cost.Cycles, StallCycles = cost.StallCycles, ActiveCycles = cost.ActiveCycles, ShiftCycles = cost.ShiftCycles,
            Utilisation = Utilisation(isProduct ? item.Work.Macs * item.Repeats : MacCount.Zero, cost.Cycles, array), MappingEfficiency = cost.MappingEfficiency,
            SramReads = cost.Sram.Reads, SramWrites = cost.Sram.Outputs, DramReads = cost.DramReads, DramLoads = cost.DramLoads, DramWrites = cost.DramWrites,
            Energy = span.TotalEnergy, Span = span, Products = item.Products,
        });
    }

    private static LayerSimulation Sum(List<LayerSimulation> layers, IReadOnlyList<WorkItem> items, SystolicArray array)
    {
        var cycles = layers.Sum(l => l.Cycles);
        var macs = items.Where(i => i.Products.Count > 0).Aggregate(MacCount.Zero, (sum, i) => sum + (i.Work.Macs * i.Repeats));
        var cells = layers.Sum(l => l.MappingEfficiency * l.ActiveCycles);
        return Checked(new()
        {
            Name = "total", Cycles = cycles, StallCycles = layers.Sum(l => l.StallCycles), ActiveCycles = layers.Sum(l => l.ActiveCycles),
            ShiftCycles = layers.Sum(l => l.ShiftCycles),
            Utilisation = Utilisation(macs, cycles, array), MappingEfficiency = layers.Sum(l => l.ActiveCycles) is > 0 and var active ? cells / active : 0,
            SramReads = layers.Sum(l => l.SramReads), SramWrites = layers.Sum(l => l.SramWrites), DramReads = layers.Sum(l => l.DramReads),
            DramLoads = layers.Sum(l => l.DramLoads), DramWrites = layers.Sum(l => l.DramWrites), Energy = layers.Sum(l => l.Energy),
        });
    }

    private static double Utilisation(MacCount macs, long cycles, SystolicArray array) => cycles == 0 ? 0 : (double)macs.Value / (cycles * array.MacsPerCycle);

    private static LayerSimulation Checked(LayerSimulation layer)
    {
        if (layer.StallCycles < 0 || layer.Cycles < layer.StallCycles) throw new PhysicsException($"'{layer.Name}' stalls for {layer.StallCycles} of {layer.Cycles} cycles");
        if (layer.Utilisation > 1 + 1e-9) throw new PhysicsException($"'{layer.Name}' uses {layer.Utilisation:P2} of the array");
        if (layer.MappingEfficiency > 1 + 1e-9) throw new PhysicsException($"'{layer.Name}' is mapped to {layer.MappingEfficiency:P2} of the array");
        return layer;
    }
}
