using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Quantities;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Rules;

/// <summary>
/// One chip for training and inference, on the evidence of a training step: it must sum gradients in enough bits, hold stored activations and the state of the
/// optimizer, keep its units busy in the step, and still answer one request in time.
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
        if (context.Predict(probe with { Trains = true }) is not { } step || context.Predict(probe, 1) is not { } one) return [];
        var evidence = Evidence(context, probe, step, one);
        return new[]
        {
            Sums(context.Machine), Memory(context, step, one, evidence), Latency(context, one, serve.Min(u => u.LatencyBound), evidence), Busy(step, evidence),
        }.OfType<Finding>();
    }

    // What a step asks for beside an inference.
    private static List<Evidence> Evidence(ReviewContext context, ReviewNetwork probe, NetworkPrediction step, NetworkPrediction one)
    {
        var training = context.Profile(probe with { Trains = true }, TrainingBatch).Training!;
        return
        [
            new("stored_activations", training.ActivationsInPlace.Value, "B"), new("optimizer_state", training.OptimizerState.Value, "B"),
            new("weight_gradients", training.WeightGradients.Value, "B"), new("training_peak_memory", step.PeakMemory.Value, "B"),
            new("inference_peak_memory", one.PeakMemory.Value, "B"), new("training_near_roofline", Attainment.Of(step).NearRoofline, "1"),
            new("training_utilisation", step.Utilisation, "1"), new("single_request_utilisation", one.Utilisation, "1"),
            new("latency_batch_1", one.Latency.Value, "s"),
        ];
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

    private Finding? Memory(ReviewContext context, NetworkPrediction step, NetworkPrediction one, List<Evidence> evidence) => step.Fits ? null
        : new(Name, Severity.High,
            $"a training step of ResNet-50 at batch {TrainingBatch} holds {step.PeakMemory}, an inference {one.PeakMemory}: {step.Missing} more than there is",
            [new("missing_memory", step.Missing.Value, "B"), .. evidence], $"memory/{context.Machine.MainMemory.Name}",
            "activations of all layers are stored until the backward pass: add memory, or build it for inference alone");

    private Finding? Latency(ReviewContext context, NetworkPrediction one, Seconds bound, List<Evidence> evidence) => one.Latency <= bound ? null
        : new(Name, Severity.Medium, $"it is to serve as well as to train, and answers one request of ResNet-50 in {one.Latency}; its use allows {bound}",
            [new("latency_bound", bound.Value, "s"), new("launch_overhead", context.Machine.LaunchOverhead.Value, "s"), .. evidence],
            one.Layers.MaxBy(l => l.Span.Duration.Value)!.Span.Bound is { Resource.Length: > 0 } b ? b.ToString() : "launch_overhead",
            "shorten the way of a single request: starts, fills and drains, weights on the chip");

    // The goal of training is throughput: what the roofline allows for the step.
    private Finding? Busy(NetworkPrediction step, List<Evidence> evidence)
        => Loss.Of(1 / Math.Max(Attainment.Of(step).NearRoofline, 1e-9)) is not { } severity ? null
            : new(Name, severity, $"it is to train as well as to serve, and a training step of ResNet-50 at batch {TrainingBatch} reaches "
                + $"{Figure.Percent(Attainment.Of(step).NearRoofline)} of its roofline",
                evidence, "units", "shape units for the products of the backward pass too: their inner dimension is batch times positions");
}
