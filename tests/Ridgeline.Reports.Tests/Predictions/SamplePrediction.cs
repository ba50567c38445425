using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Timelines;

namespace Ridgeline.Reports.Tests.Predictions;

/// <summary>A prediction of blocks that are all alike, with numbers that can be checked by hand.</summary>
internal static class SamplePrediction
{
    /// <summary>Each block has a product bound by memory (2 ms), one bound by arithmetic (3 ms), a copy that only starts (1 ms), and a fused layer.</summary>
    public static NetworkPrediction Of(int blocks, string machine = "h100-sxm", long missing = 0, string name = "net<&>")
    {
        var layers = new List<LayerPrediction>();
        for (var b = 0; b < blocks; b++)
        {
            var start = b * 6e-3;
            layers.Add(Layer($"blocks.{b}.stream", $"blocks.{b}", start, 2e-3, 1e9, compute: 0.5e-3, memory: 1.5e-3, new(BoundKind.Memory, "HBM")));
            layers.Add(Layer($"blocks.{b}.multiply", $"blocks.{b}", start + 2e-3, 3e-3, 1e12, compute: 2.5e-3, memory: 1e-3, new(BoundKind.Compute, "tensor core")));
            layers.Add(Layer($"blocks.{b}.fused", $"blocks.{b}", start + 5e-3, 0, 0, 0, 0, new(BoundKind.None)) with { FusedInto = $"blocks.{b}.multiply" });
            layers.Add(Layer($"blocks.{b}.copy", $"blocks.{b}", start + 5e-3, 1e-3, 0, 0, 0, new(BoundKind.Launch)) with { Family = OperatorFamily.Movement });
        }
        var timeline = new Timeline(machine, name, [.. layers.Select(l => l.Span)]);
        return new()
        {
            Network = name, Machine = MachineCatalog.Find(machine)!, Batch = 1, Precision = NumberFormat.Fp16, Layers = layers, Timeline = timeline, Notes = ["a < b"],
            PeakMemory = new(100_000_000_000), Missing = new(missing),
            Serving = new() { Batch = 1, Concurrency = 1, Alone = timeline.Duration, Demand = timeline.Duration * 0.5, Bottleneck = "starts" },
        };
    }

    private static LayerPrediction Layer(string name, string block, double start, double time, double flops, double compute, double memory, Bound bound) => new()
    {
        Family = OperatorFamily.Matmul, Compute = new(compute), Error = new(0.125, "a sample"),
        Span = new()
        {
            Name = name, Op = "MatMul", Block = block, Unit = flops > 0 ? "tensor core" : "", Start = new(start), Duration = new(time), Flops = new((Int128)flops),
            Peak = new(989.4e12), Bound = bound,
            Traffic = time > 0 ? [new("HBM", new((long)(memory * 3e12)), new(memory)), new("L2", new((long)(memory * 4e12)), new(memory / 2))] : [],
            Energy = time > 0 ? [new("static", new(time * 100)), new("arithmetic", new(1)), new("HBM", new(2)), new("link", new(0))] : [],
        },
    };
}
