using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Review.Uses;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Rules;

/// <summary>A machine under review, what it is held against, and predictions that are made once.</summary>
internal sealed class ReviewContext(Machine machine, IReadOnlyList<UseProfile> uses, IReadOnlyList<ReviewNetwork> workload, NetworkShelf shelf)
{
    private readonly Dictionary<(string, long, bool), NetworkPrediction?> _made = [];

    public Machine Machine { get; } = machine;
    public IReadOnlyList<UseProfile> Uses { get; } = uses;
    public IReadOnlyList<ReviewNetwork> Workload { get; } = workload;
    public NetworkShelf Shelf { get; } = shelf;

    /// <summary>What it computes in: the fastest format of at least 16 bits, else the fastest there is.</summary>
    public NumberFormat Format { get; } = FormatOf(machine);

    /// <summary>The network at its own batch.</summary>
    public NetworkPrediction? Predict(ReviewNetwork network) => Predict(network, network.Batch);

    /// <summary>The network at a batch; null where it cannot have that batch.</summary>
    public NetworkPrediction? Predict(ReviewNetwork network, long batch)
        => _made.TryGetValue((network.Name, batch, network.Trains), out var known) ? known
            : _made[(network.Name, batch, network.Trains)] = Predict(network, batch, Machine);

    /// <summary>The network at a batch on another machine.</summary>
    public NetworkPrediction? Predict(ReviewNetwork network, long batch, Machine machine)
        => network.Build(batch) is { } built ? Predictor.Predict(built, machine, new() { Precision = Format, Training = Step(network) }) : null;

    /// <summary>All networks of the workload at their own batches.</summary>
    public IEnumerable<(ReviewNetwork Network, NetworkPrediction Prediction)> Predicted
        => Workload.Select(n => (Network: n, Prediction: Predict(n)!)).Where(x => x.Prediction is not null);

    /// <summary>The profile of a network at its own batch, as it was predicted.</summary>
    public NetworkProfile Profile(ReviewNetwork network, long batch)
        => network.Build(batch)!.Profile(new() { Sparsity = false, Precision = UsableFormats.Stored(Format), Training = Step(network) });

    private static Optimizer? Step(ReviewNetwork network) => network.Trains ? Optimizer.Adam : null;

    public static NumberFormat FormatOf(Machine machine)
    {
        var rates = machine.Units.SelectMany(u => u.Rates).ToList();
        var wide = rates.Where(r => !r.Precision.Element.IsInteger() && r.Precision.Element.Bits() >= 16 && r.Precision.Element != NumberFormat.Fp64).ToList();
        return (wide.Count > 0 ? wide : rates).MaxBy(r => r.Peak.Value)!.Precision.Element;
    }
}
