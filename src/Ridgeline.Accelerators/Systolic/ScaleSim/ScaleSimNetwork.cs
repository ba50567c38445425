using Ridgeline.Accelerators.Systolic.Folds;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>SCALE-Sim's results in the form of any simulation. It knows neither clock nor energy: those of <see cref="ConfigArray"/> are put in.</summary>
public static class ScaleSimNetwork
{
    // More rows than this are no report.
    private const long MostLayers = 1_000_000;

    /// <summary>The products of a network as layers, independent and dependent ones one by one, as SCALE-Sim writes depthwise convolutions.</summary>
    /// <exception cref="OverflowException">There are more than a million, or one is too large for its addresses.</exception>
    public static IReadOnlyList<ScaleSimLayer> Layers(NetworkProfile profile)
    {
        var layers = new List<ScaleSimLayer>();
        foreach (var layer in profile.Layers)
        {
            foreach (var p in layer.Flow.Products)
            {
                var times = checked(p.Count * p.Steps * layer.Repeats);
                if (layers.Count + times > MostLayers) throw new OverflowException($"'{profile.Network}' has more than {MostLayers} products");
                var one = ScaleSimLayer.Product(layer.Name, checked((int)p.M), checked((int)p.N), checked((int)p.K));
                for (var i = 0L; i < times; i++) layers.Add(one);
            }
        }
        return layers;
    }

    /// <summary>Results over time.</summary>
    public static NetworkSimulation Of(string network, IReadOnlyList<ScaleSimResult> results, ScaleSimConfig config)
    {
        var array = ConfigArray.Of(config, null, isDoubleBuffered: false);
        var layers = new List<LayerSimulation>(results.Count);
        var start = Seconds.Zero;
        for (var i = 0; i < results.Count; i++)
        {
            layers.Add(Layer(results[i], i, config, array, start));
            start = layers[^1].Span!.End;
        }
        var (cycles, macs) = (layers.Sum(l => l.Cycles), results.Sum(r => (double)r.Macs));
        return new()
        {
            Network = network, Accelerator = config.RunName, Array = array, Layers = layers, Timeline = new(config.RunName, network, [.. layers.Select(l => l.Span!)]),
            Notes = ["as SCALE-Sim has it, its known bugs included: docs/validation/scale-sim.md", $"clock ({ConfigArray.AssumedClock}) and energy are assumed: it has none"],
            Total = new()
            {
                Name = "total", Cycles = cycles, StallCycles = layers.Sum(l => l.StallCycles), Utilisation = macs / Math.Max(1, cycles) / array.MacsPerCycle,
                MappingEfficiency = layers.Sum(l => l.MappingEfficiency * l.Cycles) / Math.Max(1, cycles), SramReads = layers.Sum(l => l.SramReads),
                SramWrites = layers.Sum(l => l.SramWrites), DramReads = layers.Sum(l => l.DramReads), DramWrites = layers.Sum(l => l.DramWrites),
                Energy = layers.Sum(l => l.Energy),
            },
        };
    }

    private static LayerSimulation Layer(ScaleSimResult r, int id, ScaleSimConfig config, SystolicArray array, Seconds start)
    {
        // They count from the first cycle to the last, which is one less than there are.
        var duration = array.Clock.TimeOf(r.Total + 1);
        var item = WorkList.Of(r.Layer, 3 * id, array);
        var cost = new FoldCost
        {
            ComputeCycles = r.Total - r.Stalls, StallCycles = r.Stalls, Sram = new(r.InputSram.Words, r.FilterSram.Words, 0, r.OutputSram.Words),
            DramReads = r.InputDram.Words + r.FilterDram.Words, DramWrites = r.OutputDram.Words,
        };
        var span = new Span
        {
            Name = r.Layer.Name, Op = item.Op, Block = item.Block, Unit = "array", Start = start, Duration = duration, Flops = new(2 * (Int128)r.Macs),
            Peak = new(2 * array.MacsPerCycle * array.Clock.Value), Energy = EnergyAccount.Of(array, item, cost, duration),
            Traffic = [new("main memory", new(cost.DramReads + cost.DramWrites), Seconds.Zero)],
            Bound = r.Stalls > r.Total - r.Stalls ? new(BoundKind.Memory, "main memory") : new(BoundKind.Compute, "array"),
        };
        return new()
        {
            Name = r.Layer.Name, Cycles = r.Total, StallCycles = r.Stalls, Utilisation = r.OverallUtilisation / 100 * r.Macs / r.Layer.Macs,
            MappingEfficiency = r.MappingEfficiency / 100,
            SramReads = cost.Sram.Reads, SramWrites = cost.Sram.Outputs, DramReads = cost.DramReads, DramWrites = cost.DramWrites, Energy = span.TotalEnergy, Span = span,
            Products = item.Products, ActiveCycles = FoldPlan.Of(r.Layer, config).Folds * FoldPlan.Of(r.Layer, config).Stream,
        };
    }
}
