using Ridgeline.Machines;
using Ridgeline.Quantities;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Rules;

/// <summary>
/// One chip for training and inference: it must sum gradients in enough bits, hold the activations of a training step, and answer one request in time.
/// </summary>
internal sealed class OneChip : IReviewRule
{
    private const long TrainingBatch = 32;
    private const int LeastSumBits = 32;
    private const int LeastFactorBits = 16;

    public string Name => "one-chip";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        var (train, serve) = (context.Uses.Where(u => u.Trains).ToList(), context.Uses.Where(u => !u.Trains).ToList());
        if (train.Count == 0 || serve.Count == 0) return [];
        var probe = context.Shelf.Zoo("zoo:resnet50", TrainingBatch);
        return new[] { Sums(context.Machine), Memory(context, probe), Latency(context, probe, serve.Min(u => u.LatencyBound)) }.OfType<Finding>();
    }

    private Finding? Sums(Machine machine)
    {
        var rates = machine.Units.SelectMany(u => u.Rates).Select(r => r.Precision).ToList();
        var widest = rates.Where(p => !p.Element.IsInteger() && p.Element.Bits() >= LeastFactorBits).Select(p => p.Accumulate.Bits()).DefaultIfEmpty(0).Max();
        return widest >= LeastSumBits ? null : new(Name, Severity.High,
            widest == 0 ? "it is to train as well as to serve, and multiplies no floating-point format of 16 bits"
                : $"it is to train as well as to serve, and sums 16-bit products in {widest} bits: small gradients vanish",
            [new("widest_sum_bits", widest, "bit"), new("needed_sum_bits", LeastSumBits, "bit")], "units",
            "give one unit 16-bit products summed in 32 bits, or build it for inference alone");
    }

    private Finding? Memory(ReviewContext context, ReviewNetwork probe)
    {
        if (context.Predict(probe, TrainingBatch, training: true) is not { } step || context.Predict(probe, 1) is not { } one) return null;
        if (step.Fits) return null;
        return new(Name, Severity.High,
            $"a training step of ResNet-50 at batch {TrainingBatch} holds {step.PeakMemory}, an inference {one.PeakMemory}: {step.Missing} more than there is",
            [
                new("training_peak_memory", step.PeakMemory.Value, "B"), new("inference_peak_memory", one.PeakMemory.Value, "B"),
                new("missing_memory", step.Missing.Value, "B"),
            ],
            $"memory/{context.Machine.MainMemory.Name}", "activations of all layers are stored until the backward pass: add memory, or build it for "
                + "inference alone");
    }

    private Finding? Latency(ReviewContext context, ReviewNetwork probe, Seconds bound)
    {
        if (context.Predict(probe, 1) is not { } one || one.Latency <= bound) return null;
        return new(Name, Severity.Medium, $"it is to serve as well as to train, and answers one request of ResNet-50 in {one.Latency}; its use allows {bound}",
            [new("latency_batch_1", one.Latency.Value, "s"), new("latency_bound", bound.Value, "s"), new("launch_overhead",
                context.Machine.LaunchOverhead.Value, "s")],
            one.Layers.MaxBy(l => l.Span.Duration.Value)!.Span.Bound is { Resource.Length: > 0 } b ? b.ToString() : "launch_overhead",
            "shorten the way of a single request: starts, fills and drains, weights on the chip");
    }
}
