using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Accelerators.Systolic.Networks;

/// <summary>
/// What comes from the host before a network and goes back after it, where activations pass main memory by: bytes over the bandwidth of the link, and its
/// latency. Weights stay on the device; a tensor crosses once, however often it is read.
/// </summary>
internal static class HostTransfers
{
    /// <summary>What comes in before the first layer; null if nothing does, or if the way is not simulated.</summary>
    public static LayerSimulation? Inputs(IReadOnlyList<WorkItem> items, SystolicArray array)
        => Layer("inputs", items.SelectMany(i => i.Reads), array, Seconds.Zero);

    /// <summary>What goes out after the last layer; null if nothing does, or if the way is not simulated.</summary>
    public static LayerSimulation? Outputs(IReadOnlyList<WorkItem> items, SystolicArray array, Seconds start)
        => Layer("outputs", items.SelectMany(i => i.Writes), array, start);

    private static LayerSimulation? Layer(string what, IEnumerable<LayerTensor> tensors, SystolicArray array, Seconds start)
    {
        if (array.Host is not { } link) return null;
        var crossing = tensors.Where(t => t is { IsOutside: true, IsConstant: false, IsState: false }).GroupBy(t => t.Id);
        var bytes = new Bytes(checked((long)Math.Ceiling(crossing.Sum(same => same.Max(t => (double)t.Size.Value)))));
        if (bytes.Value == 0) return null;
        var (moving, words) = (new Seconds(bytes.Value / link.Bandwidth.Value), (long)Math.Ceiling(bytes.Value / array.WordBytes));
        var cycles = (long)Math.Ceiling((moving + link.Latency).Value * array.Clock.Value);
        var name = $"{what} over {link.Name}";
        var duration = array.Clock.TimeOf(cycles);
        var span = new Span
        {
            Name = name, Op = "Transfer", Block = "host", Unit = "link", Start = start, Duration = duration, Flops = FlopCount.Zero,
            Peak = new(2 * array.MacsPerCycle * array.Clock.Value), Traffic = [new("main memory", Bytes.Zero, Seconds.Zero), new(link.Name, bytes, moving)],
            Energy = [new("link", link.PerByte * bytes.Value), new("static", new(array.Energy.Static.Value * duration.Value))], Bound = new(BoundKind.Link, link.Name),
        };
        return new()
        {
            Name = name, Cycles = cycles, StallCycles = 0, Utilisation = 0, MappingEfficiency = 0, SramReads = what == "inputs" ? 0 : words,
            SramWrites = what == "inputs" ? words : 0, DramReads = 0, DramWrites = 0, Energy = span.TotalEnergy, Span = span,
        };
    }
}
