using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Prediction;

/// <summary>
/// What inputs and outputs take to cross from the host to a device and back: bytes / bandwidth of the link each way, and its latency. Weights and what one run
/// hands to the next stay on the device. A link works both ways at once, and beside the device: with several requests in flight it is one more resource.
/// </summary>
internal static class Transfers
{
    /// <summary>The operator that a layer of a transfer is called.</summary>
    public const string Op = "Transfer";

    /// <summary>The link to the host; null for a machine that is its own host.</summary>
    public static Link? HostLink(Machine machine) => machine.Class == MachineClass.Cpu ? null : machine.Links.FirstOrDefault(l => l.Kind == LinkKind.Pcie);

    /// <summary>The layers with what comes in before them and what goes out after them, where anything crosses.</summary>
    public static List<LayerPrediction> Around(List<LayerPrediction> layers, MachineModel model, IReadOnlyList<Job> jobs, PredictionOptions options)
    {
        if (!options.Transfers || layers.Count == 0 || HostLink(model.Machine) is not { } link) return layers;
        var peak = new FlopPerSecond(layers.Max(l => l.Span.Peak.Value));
        var within = jobs.SelectMany(j => j.Writes).Select(t => t.Id).ToHashSet();
        var inputs = Crossing(jobs.SelectMany(j => j.Reads.Select(t => (t, j.Repeats))).Where(x => !within.Contains(x.t.Id)));
        // A training step keeps its results: only examples come in.
        var outputs = options.Training is null ? Crossing(jobs.SelectMany(j => j.Writes.Select(t => (t, j.Repeats)))) : 0;
        var all = new List<LayerPrediction>(layers.Count + 2);
        var shift = Seconds.Zero;
        if (inputs > 0)
        {
            all.Add(Layer(model, link, "inputs", inputs, peak, shift));
            shift = all[0].Span.Duration;
        }
        all.AddRange(layers.Select(l => l with { Span = l.Span with { Start = l.Span.Start + shift } }));
        if (outputs > 0) all.Add(Layer(model, link, "outputs", outputs, peak, all[^1].Span.End));
        return all;
    }

    // A tensor crosses once, however often it is read; what loops write in parts crosses in all its parts.
    private static double Crossing(IEnumerable<(LayerTensor Tensor, long Repeats)> tensors)
        => tensors.Where(x => x.Tensor is { IsOutside: true, IsConstant: false, IsState: false }).GroupBy(x => x.Tensor.Id)
            .Sum(g => g.Max(x => (double)x.Tensor.Size.Value * x.Repeats));

    private static LayerPrediction Layer(MachineModel model, Link link, string what, double bytes, FlopPerSecond peak, Seconds start)
    {
        var bandwidth = link.TotalBandwidth;
        var (moving, latency) = (new Seconds(bytes / bandwidth.Value), link.Latency ?? Seconds.Zero);
        var name = $"{what} over {link.Name}";
        var moved = new Bytes((long)Math.Min(bytes, long.MaxValue / 2));
        return new()
        {
            Family = OperatorFamily.Transfer,
            Error = KnownErrors.Of(OperatorFamily.Transfer, model.Machine),
            Explain = () => new(name, moving + latency, "a device behind a link: --no-transfer leaves this out",
                [new("link", moving, $"{moved} at {bandwidth}", []), new("latency", latency, "of the link", [])]),
            Span = new()
            {
                Name = name, Op = Op, Block = "host", Unit = "", Start = start, Duration = moving + latency, Flops = FlopCount.Zero,
                Peak = peak, Traffic = [new($"{link.Name} {(what == "inputs" ? "in" : "out")}", moved, moving)],
                Energy = [new("link", EnergyModel.PerByte(link) * bytes), new("static", new(model.Energy.Static.Value * (moving + latency).Value))],
                Bound = new(BoundKind.Link, link.Name),
            },
        };
    }
}
