using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Prediction;

/// <summary>Predicts what a network costs on a machine, layer by layer: see docs/prediction.md.</summary>
public static class Predictor
{
    /// <summary>Predicts a network.</summary>
    /// <exception cref="PhysicsException">The model is wrong: a result is beyond a physical bound.</exception>
    public static NetworkPrediction Predict(Workload workload, Machine machine, PredictionOptions options)
    {
        var whole = Once(workload, machine, options);
        if (workload.Batch <= 1 || options.Steps is not null || workload.Single is not { } single || options.Training is not null) return whole;
        var one = Once(single, machine, options);
        return one.Latency.Value * workload.Batch < whole.Latency.Value ? OneByOne(one, whole, options) : whole;
    }

    private static NetworkPrediction Once(Workload workload, Machine machine, PredictionOptions options)
    {
        var model = new MachineModel(machine);
        var profile = workload.Profile(ProfileOf(options, null));
        var jobs = Jobs.Of(profile, options.Precision);
        var main = MainFormat(jobs);
        var notes = new List<string>(profile.Notes);
        if (!model.Supports(main))
        {
            var taken = machine.Formats.FirstOrDefault(f => f.Bits() <= main.Bits(), machine.Formats.First());
            notes.Add($"{machine.Name} does not compute in {main.Name()}: taken as {taken.Name()}");
            profile = workload.Profile(ProfileOf(options, taken));
            jobs = Jobs.Of(profile, taken);
            main = taken;
        }
        if (Rival(model, main) is { } rival) notes.Add(rival);
        if (model.LastLevel < 0 && model.HasMatrix)
        {
            notes.Add($"the file of {machine.Name} knows no memory on the chip: "
                + $"every tile is taken from {machine.MainMemory.Name}, and a chip with any is faster");
        }
        var layers = Transfers.Around(Layers(model, jobs, options), model, jobs, options);
        var timeline = new Timeline(machine.Name, workload.Network, [.. layers.Select(l => l.Span)]);
        var peak = profile.Training?.Memory.Peak ?? profile.Memory.Peak;
        var size = machine.MainMemory.TotalSize;
        return Finish(new()
        {
            Network = workload.Network, Machine = machine, Batch = workload.Batch, Precision = main, Layers = layers, Timeline = timeline, Notes = notes,
            PeakMemory = peak, Missing = size is { } all && peak > all ? peak - all : Bytes.Zero, Serving = ServingOf(workload.Batch, timeline, layers,
                options),
        });
    }

    // A format that the fast units do not take is a mistake that is easily made and dearly paid.
    private static string? Rival(MachineModel model, NumberFormat format)
    {
        var have = model.Products(format).Max(u => u.Flops);
        var better = model.Machine.Formats.Where(f => f.IsInteger() == format.IsInteger() && f.Bits() <= format.Bits())
            .Where(f => model.Products(f).Max(u => u.Flops) > 2.5 * have).Select(f => (NumberFormat?)f).FirstOrDefault();
        return better is not { } name ? null
            : $"{model.Machine.Name} multiplies {format.Name()} at {new FlopPerSecond(have)}, "
                + $"{name.Name()} at {new FlopPerSecond(model.Products(name).Max(u => u.Flops))}: "
                + $"--precision {name.Name()}";
    }

    private static ProfileOptions ProfileOf(PredictionOptions options, NumberFormat? forced) => new()
    {
        Sparsity = false, Training = options.Training, Recompute = options.Recompute, Precision = (forced ?? options.Precision) is { } format
            ? UsableFormats.Stored(format) : null,
    };

    private static NumberFormat MainFormat(IReadOnlyList<Job> jobs)
    {
        var most = jobs.GroupBy(j => j.Format).MaxBy(g => (g.Sum(j => (double)j.Work.Macs.Value), g.Sum(j => (double)j.Work.Flops.Value)));
        return most?.Key ?? NumberFormat.Fp32;
    }

    private static List<LayerPrediction> Layers(MachineModel machine, IReadOnlyList<Job> jobs, PredictionOptions options)
    {
        var groups = options.Steps is { } steps ? PlannedGroups.Of(jobs, steps) : Fusion.Of(jobs, options.Fusion);
        var zeros = new Zeros(options.ZeroInputs, groups);
        var model = new GroupModel(machine, new(groups, machine.Resident, machine.HoldsWeights, options.Steps is not null), zeros);
        var energy = new EnergyAccount(machine, zeros);
        var layers = new List<LayerPrediction>(jobs.Count);
        var start = Seconds.Zero;
        foreach (var group in groups)
        {
            var cost = model.Cost(group);
            var head = LayerOf(machine, group, cost, energy, start);
            layers.Add(head);
            start = head.Span.End;
            foreach (var follower in group.Followers) layers.Add(Fused(follower, group.Head, head, machine.Machine));
        }
        return layers;
    }

    private static LayerPrediction LayerOf(MachineModel machine, JobGroup group, GroupCost cost, EnergyAccount energy, Seconds start)
    {
        var head = group.Head;
        // What is done beside products runs on another unit: the peak is held against products alone where there are any.
        var flops = head.Products.Count > 0 ? head.Work.Macs.ToFlops() : group.Followers.Aggregate(head.Work.Flops, (sum, f) => sum + f.Work.Flops);
        var traffic = machine.Levels.Select((level, i) => new LevelTraffic(level.Name, new((long)Math.Min(cost.Demands[i].Moved, long.MaxValue / 2)),
            new(cost.LevelTimes[i])));
        return new()
        {
            Family = head.Family,
            Compute = new(cost.Compute),
            Error = ErrorOf(machine, head, cost.Efficiency),
            Explain = () => TermTree.Of(head.Name, machine, group, cost),
            Span = new()
            {
                Name = head.Name, Op = head.Op, Block = head.Block, Unit = flops.Value == 0 ? "" : head.Products.Count > 0 ? cost.Unit.Name : cost.Vector.Name,
                Start = start, Duration = new(cost.Time), Flops = flops,
                    Peak = new(Math.Max(cost.Vector.Flops, machine.Products(head.Format).Max(u => u.Flops))),
                Traffic = [.. traffic], Energy = energy.Of(group, cost), Bound = cost.Bound,
            },
        };
    }

    private static LayerPrediction Fused(Job job, Job head, LayerPrediction into, Machine machine) => new()
    {
        Family = job.Family,
        FusedInto = job.Family == OperatorFamily.View ? null : head.Name,
        Error = job.Family == OperatorFamily.View ? KnownErrors.Of(job.Family, machine) : into.Error,
        Explain = () => new(job.Name, Seconds.Zero, $"done within {head.Name}", []),
        Span = new()
        {
            Name = job.Name, Op = job.Op, Block = job.Block, Unit = into.Span.Unit, Start = into.Span.End, Duration = Seconds.Zero, Flops = FlopCount.Zero,
            Peak = into.Span.Peak, Traffic = [], Energy = [], Bound = new(BoundKind.None),
        },
    };

    // What was measured on this machine beats what is known of its class.
    private static KnownError ErrorOf(MachineModel machine, Job head, Efficiency efficiency) => head.Family != OperatorFamily.View
        && efficiency.KnownError is { } residual ? new(residual, efficiency.Source) : KnownErrors.Of(head.Family, machine.Machine);

    // Starts are a resource too: a host that launches has no time for more.
    private static Serving ServingOf(long batch, Timeline timeline, List<LayerPrediction> layers, PredictionOptions options)
    {
        var demands = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            if (layer.Span.Unit.Length > 0) Add(layer.Span.Unit, layer.Compute.Value);
            foreach (var level in layer.Span.Traffic) Add(level.Level, level.Time.Value);
            if (layer.Family == OperatorFamily.Transfer) continue;
            Add("starts", layer.Span.Duration.Value - Math.Max(layer.Compute.Value, layer.Span.Traffic.Select(t => t.Time.Value).DefaultIfEmpty(0).Max()));
        }
        var busiest = demands.Count == 0 ? new("", 0) : demands.MaxBy(d => d.Value);
        return new()
        {
            Batch = batch, Concurrency = options.Concurrency, Alone = timeline.Duration, Demand = new(Math.Min(busiest.Value, timeline.Duration.Value)),
            Bottleneck = busiest.Key, ArrivalRate = options.ArrivalRate,
        };

        void Add(string resource, double time) => demands[resource] = demands.GetValueOrDefault(resource) + time;
    }

    // A layer's row stands for its runs over all examples.
    private static NetworkPrediction OneByOne(NetworkPrediction one, NetworkPrediction whole, PredictionOptions options)
    {
        var times = whole.Batch;
        var layers = one.Layers.Select(l => l with { Span = Repeated(l.Span, times), Compute = l.Compute * times }).ToList();
        var timeline = new Timeline(whole.Machine.Name, whole.Network, [.. layers.Select(l => l.Span)]);
        return Finish(whole with
        {
            Layers = layers, Timeline = timeline, Serving = ServingOf(times, timeline, layers, options),
            Notes = [.. whole.Notes, $"one example after the other is faster than {times} at once, whose activations leave the chip: predicted so"],
        });
    }

    private static Span Repeated(Span span, long times) => span with
    {
        Start = span.Start * times, Duration = span.Duration * times, Flops = span.Flops * times,
        Traffic = [.. span.Traffic.Select(t => new LevelTraffic(t.Level, t.Moved * times, t.Time * times))],
        Energy = [.. span.Energy.Select(e => new EnergyPart(e.Kind, e.Energy * times))],
    };

    private static NetworkPrediction Finish(NetworkPrediction prediction) => prediction with
    {
        Cost = prediction.Machine.PriceUsd is { } price && prediction.Serving.Throughput > 0
            ? Cost.Of(price, prediction.Serving.Throughput, prediction.Energy.Value / prediction.Batch) : null,
    };
}
